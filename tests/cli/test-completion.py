#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Types at bash, zsh and fish in a terminal, and looks at what the Tab key makes of it.

usage: test-completion.py WINDDOWN COMPLETIONS_FOLDER

Speaks TAP. A shell that is not installed is skipped in one line.
"""
import fcntl
import os
import pty
import re
import select
import shutil
import struct
import sys
import tempfile
import termios
import time
from pathlib import Path

PATIENCE = 20.0
MARK = "ready"
ESCAPES = re.compile(r"\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[\[?][0-9;?<=>]*[ -/]*[@-~]|\x1b[()][A-Z0-9]|\x1b[=>78cM]|[\x00\x07\x0e\x0f]")
# What the program prints instead of running: the words that it was given, each in brackets.
SHOW = """#!/bin/sh
[ "$1" = complete ] && exec "$WINDDOWN_REAL" --now '2026-11-24 20:00' "$@"
printf 'got:'; printf '[%s]' "$@"; printf '\\n'
"""

# What is typed ("\t" is the Tab key), and the words that the command gets after Enter.
CASES = [
    ("a-command-is-completed", "winddown stat\t", ["status"]),
    ("a-command-after-an-option-of-every-command", "winddown --data here stat\t", ["--data", "here", "status"]),
    ("a-step-by-its-id", "winddown done str\t", ["done", "stretch"]),
    ("a-step-after-options", "winddown --now 21:00 done --night yesterday str\t",
     ["--now", "21:00", "done", "--night", "yesterday", "stretch"]),
    ("a-night", "winddown plan --night yest\t", ["plan", "--night", "yesterday"]),
    ("a-value-behind-an-equals-sign", "winddown status --format=way\t", ["status", "--format=waybar"]),
    ("a-value-in-a-word-of-its-own", "winddown status --format way\t", ["status", "--format", "waybar"]),
    ("an-option-of-the-command", "winddown review --nig\t", ["review", "--nights"]),
    ("an-option-of-every-command", "winddown review --conf\t", ["review", "--config"]),
    ("a-file-with-a-blank-in-its-name", "winddown import one\t", ["import", "one file.json"]),
    ("a-folder-for-the-data", "winddown --data fol\t", ["--data", "folder"]),
]

SHELLS = {
    "bash": (["bash", "--norc", "--noprofile", "-i"],
             "PS1='ready '; bind 'set bell-style none'; bind 'set enable-bracketed-paste off'; . {folder}/winddown.bash\n"),
    "zsh": (["zsh", "-f", "-i"],
            "PS1='ready '; unsetopt zle_bracketed_paste beep prompt_sp; fpath=({functions} $fpath); autoload -Uz compinit; "
            "compinit -u -D\n"),
    "fish": (["fish", "--no-config", "-i"],
             "function fish_prompt; printf 'ready '; end; function fish_right_prompt; end; set -g fish_greeting; "
             "set -g fish_autosuggestion_enabled 0; source {folder}/winddown.fish\n"),
}


class Shell:
    def __init__(self, command, set_up, environment, folder):
        self.child, self.terminal = pty.fork()
        if self.child == 0:
            os.chdir(folder)
            os.execvpe(command[0], command, environment)
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 200, 0, 0))
        self.text = ""
        self.type(set_up)
        self.type("echo begin; echo now\n")
        self.wait_for("begin\r+\n+.*now")

    def type(self, text):
        os.write(self.terminal, text.encode())

    def read(self, seconds):
        if not select.select([self.terminal], [], [], seconds)[0]:
            return False
        try:
            piece = os.read(self.terminal, 65536).decode(errors="replace")
        except OSError:
            return False
        if "\x1b[c" in piece or "\x1b[0c" in piece:  # fish asks what terminal this is
            self.type("\x1b[?1;2c")
        self.text += piece
        return True

    def plain(self):
        return ESCAPES.sub("", self.text)

    def wait_for(self, pattern):
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            found = re.search(pattern, self.plain(), re.DOTALL)
            if found:
                return found
            self.read(0.2)
        return None

    def settle(self, seconds=0.4):
        while self.read(seconds):
            pass

    def completed(self, typed):
        """The words that the command gets once `typed` is completed and Enter pressed."""
        self.settle()
        self.text = ""
        for part in re.split("(\t)", typed):
            self.type(part)
            if part == "\t":
                self.settle(0.6)
        self.type("\n")
        found = self.wait_for(r"got:((?:\[[^\]\n]*\])*)\r?\n")
        return [word.rstrip("/") for word in re.findall(r"\[([^\]]*)\]", found[1])] if found else None

    def end(self):
        os.close(self.terminal)
        os.waitpid(self.child, 0)


def prepare(folder, completions):
    (folder / "bin").mkdir()
    (folder / "functions").mkdir()
    (folder / "work" / "folder").mkdir(parents=True)
    (folder / "work" / "one file.json").write_text("{}")
    program = folder / "bin" / "winddown"
    program.write_text(SHOW)
    program.chmod(0o755)
    shutil.copy(completions / "winddown.zsh", folder / "functions" / "_winddown")


def try_shell(name, number, folder, completions, environment):
    command, set_up = SHELLS[name]
    shell = Shell(command, set_up.format(folder=completions, functions=folder / "functions"), environment, folder / "work")
    for case, typed, expected in CASES:
        got = shell.completed(typed)
        if got != expected:
            print(f"# typed {typed!r}: got {got!r} instead of {expected!r}")
            for line in shell.plain()[-600:].splitlines():
                print(f"# {line}")
        print(f"{'ok' if got == expected else 'not ok'} {number} /completion/{name}/{case}")
        number += 1
    shell.end()
    return number


def main(program, completions):
    print("TAP version 14", flush=True)
    number = 1
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        prepare(folder, completions)
        environment = dict(os.environ, WINDDOWN_REAL=program, PATH=f"{folder / 'bin'}:{os.environ['PATH']}", TERM="xterm",
                           HOME=str(folder), LC_ALL="C.UTF-8", TZ="Europe/Berlin",
                           XDG_CONFIG_HOME=str(folder / "config"), XDG_DATA_HOME=str(folder / "data"))
        for shell in SHELLS:
            if not shutil.which(shell):
                print(f"ok {number} /completion/{shell} # SKIP {shell} is not installed")
                number += 1
                continue
            number = try_shell(shell, number, folder, completions, environment)
    print(f"1..{number - 1}")


if __name__ == "__main__":
    main(os.path.abspath(sys.argv[1]), Path(sys.argv[2]).resolve())
