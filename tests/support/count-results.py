#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts what `meson test` ran: each line of a TAP test, or the test as a whole.

usage: count-results.py BUILD_FOLDER...

Prints "N passed, N failed", and how many were skipped if any. The exit status
is 1 when one failed or none ran.
"""
import json
import re
import sys
from collections import Counter
from pathlib import Path

RESULT = re.compile(r"^(?P<indent> *)(?P<not>not )?ok\b[^#]*(?:#\s*(?P<directive>SKIP|TODO))?", re.IGNORECASE)


def lines_of(output):
    """One word per test; a line that sums up the indented ones before it is none."""
    deeper = 0
    for line in output.splitlines():
        match = RESULT.match(line)
        if not match:
            continue
        depth = len(match["indent"])
        if depth >= deeper:
            yield "skipped" if match["directive"] else "failed" if match["not"] else "passed"
        deeper = depth


def results_of(test):
    """What one program counts for: a crash or a leak is a failure even where no line says so."""
    counts = Counter(lines_of(test.get("stdout", "")))
    result = test["result"]
    if result == "SKIP" and not counts:
        counts["skipped"] = 1
    elif result in ("OK", "EXPECTEDFAIL") and not counts:
        counts["passed"] = 1
    elif result not in ("OK", "EXPECTEDFAIL", "SKIP") and not counts["failed"]:
        counts["failed"] = 1
    return counts


def main(folders):
    total = Counter()
    for folder in folders:
        log = Path(folder, "meson-logs", "testlog.json")
        for line in log.read_text(encoding="utf-8").splitlines() if log.exists() else []:
            total += results_of(json.loads(line))
    skipped = f", {total['skipped']} skipped" if total["skipped"] else ""
    print(f"{total['passed']} passed, {total['failed']} failed{skipped}")
    return 1 if total["failed"] or not total["passed"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
