#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading changes nothing: what every command that only reads prints is the same before and after an act and its undo.

usage: test-reading.py WINDDOWN

Speaks TAP. The records are random, and the same for each seed.
"""
import os
import random
import re
import subprocess
import sys
import tempfile
from datetime import datetime, timedelta

SEEDS = range(12)
FIRST = datetime(2026, 11, 2, 6, 0)  # the first run, a Monday
STEPS = ["magnesium", "dim", "stretch", "breathe", "screens"]
READS = ["status", "status --format json", "status --format waybar", "next --json", "plan", "plan --json",
         "plan --night yesterday", "night", "night --json", "night -2", "review", "review --json", "review --nights 3",
         "compare --json", "morning", "morning --json", "bed", "bed --json", "pause", "pause --json"]
ACTS = ["done dim", "skip stretch", "slip magnesium", "pause all 2027-05-01 2027-05-03", "bed --wake 07:45",
        "done dim --night yesterday"]
# An undone mark keeps the time at which it was undone, so that a merge carries it on.
STAMPS = re.compile(r',"(?:marked_at|moved_bed_at|changed_at|answered_at|by)":(?:"[^"]*"|null)')


class Record:
    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        self.environment = dict(os.environ, HOME=folder, TZ="Europe/Berlin", LC_ALL="C.UTF-8",
                                XDG_CONFIG_HOME=folder + "/config", XDG_STATE_HOME=folder + "/state")

    def run(self, now, words):
        command = [self.program, "--data", self.folder + "/record", "--now", now.strftime("%Y-%m-%d %H:%M:%S"),
                   *words.split()]
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, stdin=subprocess.DEVNULL)
        return done.returncode, done.stdout, done.stderr

    def read(self, now):
        return {words: tuple(STAMPS.sub("", str(part)) for part in self.run(now, words)) for words in READS}


def live(record, lot, nights):
    """Some nights, each opened or not, answered or not."""
    record.run(FIRST, "undo")
    for night in range(nights):
        evening = FIRST.replace(hour=22, minute=40) + timedelta(days=night)
        if lot.random() < 0.3:
            continue
        for step in STEPS:
            if lot.random() < 0.7:
                record.run(evening, f"{lot.choice(['done', 'done', 'done', 'skip', 'slip'])} {step}")
        if lot.random() < 0.6:
            record.run(evening.replace(hour=23, minute=lot.randrange(60)), "bed --lights-out")
        if lot.random() < 0.7:
            record.run(evening + timedelta(hours=9), f"morning --rested {lot.randint(1, 5)} --woke 06:{lot.randrange(10, 60)}")


def differences(program, seed):
    lot = random.Random(seed)
    nights = lot.randint(0, 9)
    # The morning, the day, the evening, the night, and a night that nobody opened.
    now = FIRST + timedelta(days=nights, hours=lot.choice([2, 6, 12, 16, 18, 20, 28]), minutes=lot.randrange(60))
    with tempfile.TemporaryDirectory() as folder:
        record = Record(program, folder)
        live(record, lot, nights)
        before = record.read(now)
        if not any(status == "0" for status, _, _ in before.values()):
            yield f"nothing could be read: {before['status']}"
        act = lot.choice(ACTS)
        acted = record.run(now, act)
        if acted[0] == 0 and "already" not in acted[1]:
            record.run(now, "undo")
        after = record.read(now)
        for words in READS:
            if before[words] != after[words]:
                yield f"{now} {words!r} after {act!r} ({acted[0]}):"
                yield f"  before: {before[words]}"
                yield f"  after:  {after[words]}"


def main(program):
    print(f"1..{len(SEEDS)}")
    failed = False
    for number, seed in enumerate(SEEDS, 1):
        found = list(differences(program, seed))
        for line in found:
            for part in line.splitlines():
                print("# " + part)
        failed = failed or bool(found)
        print(f"{'not ok' if found else 'ok'} {number} /reading/changes-nothing/seed-{seed}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(os.path.abspath(sys.argv[1])))
