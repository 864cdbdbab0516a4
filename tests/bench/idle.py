#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""idle.py MINUTES COMMAND...: what each command does in a terminal of 80 by 24 while nobody types: wake-ups of all its
threads, bytes written to the terminal and CPU time, minute by minute; and its proportional set size at the end. The
first minute is left out: what a start leaves to be done is done in it."""
import fcntl
import glob
import os
import pty
import select
import shlex
import statistics
import struct
import sys
import termios
import time

SETTLE_SECONDS = 60
MINUTE = 60


def start(command):
    pid, terminal = pty.fork()
    if pid == 0:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        words = shlex.split(command)
        os.execvp(words[0], words)
    return {"command": command, "pid": pid, "terminal": terminal, "bytes": 0, "minutes": []}


def fields(path):
    try:
        with open(path) as file:
            return [line.split() for line in file]
    except OSError:
        return []


def sample(program):
    wakes = cpu = 0
    for task in glob.glob(f"/proc/{program['pid']}/task/*"):
        wakes += sum(int(line[1]) for line in fields(task + "/status") if line[0] == "voluntary_ctxt_switches:")
        times = fields(task + "/schedstat")
        cpu += int(times[0][0]) if times else 0
    return wakes, program["bytes"], cpu


def read_until(programs, end):
    """Reads what the programs write, as a terminal would."""
    by_file = {program["terminal"]: program for program in programs}
    while (left := end - time.time()) > 0:
        for file in select.select(list(by_file), [], [], left)[0]:
            by_file[file]["bytes"] += len(os.read(file, 65536))


def proportional_size(pid):
    return sum(int(line[1]) for line in fields(f"/proc/{pid}/smaps_rollup") if line[0] == "Pss:")


def show(program):
    wakes, written, cpu = zip(*program["minutes"])
    cpu = [nanoseconds / 1e6 for nanoseconds in cpu]
    print(program["command"])
    for name, values in (("wake-ups", wakes), ("bytes", written), ("CPU ms", cpu)):
        listed = " ".join(f"{value:.3g}" if isinstance(value, float) else str(value) for value in values)
        print(f"  {name:<9} a minute: median {statistics.median(values):.4g}, each {listed}")
    print(f"  PSS {proportional_size(program['pid'])} kB")


def main():
    minutes = int(sys.argv[1])
    programs = [start(command) for command in sys.argv[2:]]
    # Samples lie in mid-minute, so that each holds one whole tick.
    begun = time.time() + SETTLE_SECONDS
    begun += MINUTE / 2 - begun % MINUTE
    read_until(programs, begun)
    before = [sample(program) for program in programs]
    for minute in range(1, minutes + 1):
        read_until(programs, begun + minute * MINUTE)
        for i, program in enumerate(programs):
            now = sample(program)
            program["minutes"].append(tuple(after - then for after, then in zip(now, before[i])))
            before[i] = now
    for program in programs:
        show(program)
        os.kill(program["pid"], 15)


main()
