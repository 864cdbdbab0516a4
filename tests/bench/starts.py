#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""starts.py [--rounds N] BUILD [NAME=PROGRAM...]: one table of how programs start: the first complete frame of 80 by 24
and of 200 by 50, a command's line, the proportional set. BUILD is a release build's folder with tests/bench built
(ninja -C BUILD src/winddown tests/bench/starts tests/bench/bare tests/bench/bare-glib tests/bench/history); each
NAME=PROGRAM is another winddown to put beside it. In every round each program runs once, in an order that is drawn, so
that what else the machine does falls on all of them. Prints the median and the least. calcurse and tig take part where
they are installed."""
import argparse
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

SIZES = ("80x24", "200x50")
NIGHTS = 3650


def measure(build, *words):
    done = subprocess.run([build / "tests/bench/starts", *map(str, words)], capture_output=True, text=True, check=False)
    return [float(line) for line in done.stdout.split()]


def make_home(build):
    home = Path(tempfile.mkdtemp(prefix="winddown-starts-"))
    os.environ.update(HOME=str(home), XDG_CONFIG_HOME=str(home / "c"), XDG_DATA_HOME=str(home / "d"),
                      XDG_STATE_HOME=str(home / "s"), TERM="xterm-256color")
    for name in ("COLORTERM", "DBUS_SESSION_BUS_ADDRESS", "WINDDOWN_MODULES"):
        os.environ.pop(name, None)
    (home / "c/winddown").mkdir(parents=True)
    (home / "calendar").mkdir()
    shutil.copy(Path(__file__).parent / "../../config/winddown.cfg", home / "c/winddown")
    return home


def fill_record(history, folder):
    subprocess.run([history, folder, str(NIGHTS)], check=True)


def history_of(program, default):
    """The record as that winddown writes it, where its build has the tool."""
    tool = Path(program).resolve().parent.parent / "tests/bench/history"
    return tool if tool.exists() else default


def full_screen_programs(home, bare, winddowns):
    programs = {"bare": ("any key ends this", "q", [str(bare), str(home / "bare.db")])}
    for name, (program, data) in winddowns.items():
        programs[name] = ("help", "q", [program, "--data", data])
    if shutil.which("calcurse"):
        programs["calcurse"] = ("Quit", "qy", ["calcurse", "-D", str(home / "calendar")])
    if shutil.which("tig"):
        subprocess.run("git init -q . && git -c user.name=a -c user.email=a commit -q --allow-empty -m one",
                       shell=True, cwd=home, check=True)
        programs["tig"] = ("100%", "Q", ["tig"])
    return programs


def show(title, unit, results, reference):
    base = statistics.median(results[reference]) if results.get(reference) else 0
    print(title)
    for name, values in results.items():
        if not values:
            print(f"  {name:<12} nothing measured")
            continue
        median = statistics.median(values)
        factor = f"{median / base:5.2f} x {reference}" if base else ""
        print(f"  {name:<12} median {median:8.2f} {unit}  least {min(values):8.2f} {unit}  {factor}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("build", type=Path)
    parser.add_argument("others", nargs="*")
    arguments = parser.parse_args()
    build = arguments.build.resolve()
    named = {"winddown": str(build / "src/winddown")}
    for other in arguments.others:
        name, _, program = other.partition("=")
        named[name] = str(Path(program).resolve())
    home = make_home(build)
    os.chdir(home)
    winddowns = {}
    for name, program in named.items():
        data = str(home / f"data-{name}")
        fill_record(history_of(program, build / "tests/bench/history"), data)
        winddowns[name] = (program, data)
    screens = full_screen_programs(home, build / "tests/bench/bare", winddowns)
    commands = {"bare GLib": [str(build / "tests/bench/bare-glib")]}
    for name, (program, data) in winddowns.items():
        commands[name] = [program, "status", "--data", data]

    frames = {size: {name: [] for name in screens} for size in SIZES}
    runs = {name: [] for name in commands}
    jobs = [("frame", size, name) for size in SIZES for name in screens] + [("run", "", name) for name in commands]
    for _ in range(arguments.rounds):
        random.shuffle(jobs)
        for kind, size, name in jobs:
            if kind == "frame":
                marker, keys, command = screens[name]
                frames[size][name] += measure(build, "frame", size, 1, marker, keys, *command)
            else:
                runs[name] += measure(build, "run", 2, *commands[name])
    sizes = {name: measure(build, "size", SIZES[0], marker, keys, *command)
             for name, (marker, keys, command) in screens.items()}
    for size in SIZES:
        show(f"first complete frame, {size}", "ms", frames[size], "bare")
    show("a line of a command (winddown status)", "ms", runs, "bare GLib")
    show("proportional set of the idle screen", "kB", sizes, "bare")
    shutil.rmtree(home)
    return 0


sys.exit(main())
