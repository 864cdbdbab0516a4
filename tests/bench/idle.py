#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""idle.py SECONDS NAME=PID...: wake-ups, bytes written and CPU of each process a minute while nothing happens, and its
proportional set size. Starts five seconds after a minute begins, so that whole minutes are compared."""
import glob
import os
import sys
import time


def fields(path):
    try:
        with open(path) as file:
            return [line.split() for line in file]
    except OSError:
        return []


def sample(pid):
    wakes = cpu = 0
    for task in glob.glob(f"/proc/{pid}/task/*"):
        wakes += sum(int(line[1]) for line in fields(task + "/status") if line[0] == "voluntary_ctxt_switches:")
        times = fields(task + "/schedstat")
        cpu += int(times[0][0]) if times else 0
    written = sum(int(line[1]) for line in fields(f"/proc/{pid}/io") if line[0] == "wchar:")
    pss = sum(int(line[1]) for line in fields(f"/proc/{pid}/smaps_rollup") if line[0] == "Pss:")
    return wakes, written, cpu, pss


def main():
    seconds = float(sys.argv[1])
    processes = dict(argument.split("=") for argument in sys.argv[2:])
    time.sleep(65 - time.time() % 60)
    before = {name: sample(pid) for name, pid in processes.items()}
    time.sleep(seconds)
    minutes = seconds / 60
    print(f"{'program':<12}{'wake-ups/min':>14}{'bytes/min':>12}{'CPU ms/min':>12}{'PSS kB':>9}")
    for name, pid in processes.items():
        now = sample(pid)
        wakes, written, cpu = ((after - then) / minutes for after, then in zip(now[:3], before[name][:3]))
        print(f"{name:<12}{wakes:>14.1f}{written:>12.0f}{cpu / 1e6:>12.3f}{now[3]:>9}")


main()
