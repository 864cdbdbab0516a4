#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lives through a trial by lot with the program, and does its analysis again from the JSON.

usage: test-trial.py WINDDOWN

Speaks TAP. The draw is made again from the seed, and all draws that could have been made are counted one by one.
"""
import datetime
import itertools
import json
import math
import subprocess
import sys
import tempfile

FOURS = [0b0011, 0b0101, 0b1001, 0b0110, 0b1010, 0b1100]
TWOS = [0b01, 0b10]
MASK = (1 << 64) - 1
NIGHTS = 28
ROUTINE = """zone = "Europe/Berlin"; bed = "23:00"; wake = "07:00";
steps = ( { id = "stretch"; title = "Gentle stretching"; at = "bed - 58m"; },
          { id = "dim"; title = "Dim the lights"; at = "bed - 60m"; },
          { id = "magnesium"; title = "Magnesium"; at = "bed - 90m"; },
          { id = "bed"; title = "Lights out"; at = "bed"; } );
"""

results = []


def check(name, passed, seen=""):
    results.append((name, bool(passed)))
    print(f"{'ok' if passed else 'not ok'} {len(results)} /trial/{name}", flush=True)
    if not passed:
        print(f"# {str(seen)[:3000]!r}", flush=True)


class Program:
    def __init__(self, path, folder):
        self.path, self.folder = path, folder
        self.config = f"{folder}/winddown.cfg"
        with open(self.config, "w", encoding="utf-8") as file:
            file.write(ROUTINE)

    def run(self, now, *words):
        return subprocess.run([self.path, "--config", self.config, "--data", f"{self.folder}/data", "--now", now, *words],
                              capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)

    def json(self, now, *words):
        return json.loads(self.run(now, *words, "--json").stdout)


def splitmix(state):
    state = (state + 0x9E3779B97F4A7C15) & MASK
    mixed = state
    mixed = ((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & MASK
    return state, mixed ^ (mixed >> 31)


def draw_again(seed, nights):
    """The lots of all nights, 1 for with the step."""
    state, lots = int(seed, 16), []
    for first in range(0, nights, 4):
        length = min(4, nights - first)
        state, number = splitmix(state)
        draws = FOURS if length == 4 else TWOS
        drawn = draws[((number >> 32) * len(draws)) >> 32]
        lots += [drawn >> place & 1 for place in range(length)]
    return lots


def distance(lots, made, ratings, shift):
    """Between the means of the sides of `lots`, with `shift` taken off the ratings that had the step."""
    sides = ([], [])
    for lot, had, rating in zip(lots, made, ratings):
        if rating is not None:
            sides[lot].append(rating - shift * had)
    if not sides[0] or not sides[1]:
        return math.inf
    return abs(sum(sides[1]) / len(sides[1]) - sum(sides[0]) / len(sides[0]))


def outcomes(made, ratings):
    """All draws of each block as (rated with, of those with by the draw that was made, sum of ratings)."""
    blocks = []
    for first in range(0, len(made), 4):
        block = []
        for drawn in FOURS:
            chosen = [i for i in range(first, first + 4) if drawn >> (i - first) & 1 and ratings[i] is not None]
            block.append((len(chosen), sum(made[i] for i in chosen), sum(ratings[i] for i in chosen)))
        blocks.append(block)
    return blocks


def all_draws(made, ratings):
    return [tuple(map(sum, zip(*draw))) for draw in itertools.product(*outcomes(made, ratings))]


def chance(draws, made, ratings, shift):
    n = sum(r is not None for r in ratings)
    n_made = sum(m for m, r in zip(made, ratings) if r is not None)
    total = sum(r for r in ratings if r is not None)
    least = distance(made, made, ratings, shift) - 1e-9
    far = 0
    for with_it, shared, sums in draws:
        if with_it in (0, n) or abs((sums - shift * shared) / with_it
                                    - (total - sums - shift * (n_made - shared)) / (n - with_it)) >= least:
            far += 1
    return far / len(draws)


def live(program):
    """Follows the lot on all nights but two, and rates mornings after nights with the step about a point higher.
    Returns the marks that were made, and what was shown before the end."""
    day = datetime.date(2026, 11, 24)
    shown = []
    for i in range(NIGHTS):
        tonight = program.json(f"{day} 21:30", "trial", "stretch")["tonight"]
        if (tonight == "with") != (i in (5, 17)):
            program.run(f"{day} 22:10", "done", "stretch")
        day += datetime.timedelta(days=1)
        if i not in (3, 12, 20):
            rating = (3 if tonight == "with" else 2) + (i * 7 % 3 == 0)
            program.run(f"{day} 07:30", "morning", "--night", "yesterday", "--rested", str(rating))
        if i < NIGHTS - 1:
            shown.append(program.json(f"{day} 07:35", "trial", "stretch"))
    return day, shown


def main():
    with tempfile.TemporaryDirectory() as folder:
        program = Program(sys.argv[1], folder)
        offer = program.run("2026-11-24 20:00", "trial", "stretch", "--nights", "28")
        check("without-a-yes-nothing-is-started",
              offer.returncode == 0 and "--yes" in offer.stdout
              and program.json("2026-11-24 20:00", "trial") == [], offer)
        check("offer-says-what-the-nights-can-show", "about 6 of 10" in " ".join(offer.stdout.split()), offer.stdout)
        refused = program.run("2026-11-24 20:00", "trial", "magnesium", "--yes")
        check("magnesium-is-refused", refused.returncode == 1 and "doctor" in refused.stderr, refused)
        started = program.run("2026-11-24 20:00", "trial", "stretch", "--nights", "28", "--yes")
        check("trial-starts-with-its-lot", started.returncode == 0 and "By lot tonight: " in started.stdout, started)
        tonight = program.json("2026-11-24 20:05", "trial", "stretch")["tonight"]
        plan = program.run("2026-11-24 20:05", "plan").stdout
        check("plan-shows-a-night-without", ("left out by lot" in plan) == (tonight == "without"), (tonight, plan))
        second = program.run("2026-11-24 20:00", "trial", "dim", "--yes")
        check("second-trial-is-refused", second.returncode == 1 and "is running" in second.stderr, second)

        day, shown = live(program)
        hidden = ("with", "without", "mean_with", "mean_without", "diff", "low", "high", "p")
        check("nothing-is-shown-before-the-last-morning",
              all(s["stage"] == "running" and s["verdict"] == "hidden" and all(s[k] is None for k in hidden)
                  and all(m["rested"] is None for m in s["mornings"]) for s in shown), shown[-1])

        trial = program.json(f"{day} 08:00", "trial", "stretch")
        lots = [int(m["lot"] == "with") for m in trial["mornings"]]
        ratings = [m["rested"] for m in trial["mornings"]]
        check("draw-is-made-again-from-the-seed", lots == draw_again(trial["trial"], NIGHTS), trial)
        check("blocks-tell-the-draw", "".join(b["draw"] for b in trial["blocks"]) == "".join(map(str, lots)), trial)
        check("lot-was-followed-but-twice", trial["followed"] == NIGHTS - 2, trial)

        draws = all_draws(lots, ratings)
        with_it = [r for r, lot in zip(ratings, lots) if lot and r is not None]
        without = [r for r, lot in zip(ratings, lots) if not lot and r is not None]
        difference = sum(with_it) / len(with_it) - sum(without) / len(without)
        check("counts-are-the-same", (trial["with"], trial["without"]) == (len(with_it), len(without)), trial)
        check("difference-is-the-same", abs(trial["diff"] - difference) < 1e-5, (trial["diff"], difference))
        check("chance-is-the-same", abs(trial["p"] - chance(draws, lots, ratings, 0)) < 1e-5,
              (trial["p"], chance(draws, lots, ratings, 0)))
        for end, outwards in (("low", -0.01), ("high", 0.01)):
            check(f"range-ends-at-the-same-{end}",
                  chance(draws, lots, ratings, trial[end]) > 0.05
                  and chance(draws, lots, ratings, trial[end] + outwards) <= 0.05, trial[end])
        text = program.run(f"{day} 08:00", "trial", "stretch").stdout
        words = " ".join(text.split())
        check("page-is-in-plain-words",
              trial["verdict"] in ("higher", "no-difference") and "This is about you" in words and "signific" not in words
              and "proof" not in words and "proves" not in words, text)

        export = json.loads(program.run(f"{day} 08:00", "export").stdout)
        check("export-has-the-lot-of-each-night",
              [n["lot"] for n in export["nights"] if "lot" in n] == [m["lot"] for m in trial["mornings"]],
              export["trials"])
        again = program.run(f"{day} 20:00", "trial", "stretch", "--nights", "42", "--yes")
        given_up = program.run(f"{day} 20:30", "trial", "--give-up")
        listed = program.json(f"{day} 20:31", "trial")
        check("second-trial-of-a-step-is-another-one",
              again.returncode == 0 and given_up.returncode == 0
              and [t["stage"] for t in listed] == ["over", "given-up"], (again, given_up, listed))
    print(f"1..{len(results)}")
    return 0 if all(passed for _, passed in results) else 1


sys.exit(main())
