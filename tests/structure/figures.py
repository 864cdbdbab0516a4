#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints the figures of the source: how many files and functions there are, how
long they are, and how many of the public ones have a single user.

usage: figures.py SOURCE_ROOT    (needs Universal Ctags)
"""
import re
import statistics
import subprocess
import sys
from pathlib import Path

PROTOTYPE = re.compile(r"^(?!static|typedef|struct|enum|union|#|\s|\}|G_DEFINE|/)[\w\s\*]*?\b(\w+)\((?!\*)", re.MULTILINE)
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def functions_of(root, files):
    arguments = ["ctags", "--fields=+neS", "--c-kinds=f", "-f", "-", *[str(file) for file in files]]
    tags = subprocess.run(arguments, capture_output=True, text=True, check=True, cwd=root).stdout
    for line in tags.splitlines():
        found = re.search(r"\tline:(\d+).*?(?:signature:(\(.*?\)))?\tend:(\d+)", line)
        if found:
            yield line.split("\t")[0], int(found[3]) - int(found[1]) + 1, found[2] or ""


def circles(root, files):
    """Modules (a .c and its .h) that include each other, by way of others or not."""
    uses = {}
    for file in files:
        text = (root / file).read_text(encoding="utf-8")
        uses[str(file)] = {"src/" + name for name in re.findall(r'^#include "([^"]+)"', text, re.MULTILINE)}
    modules = {}
    for name, targets in uses.items():
        own = name.rsplit(".", 1)[0]
        modules.setdefault(own, set()).update({target.rsplit(".", 1)[0] for target in targets} - {own})

    def reaches(start):
        seen, todo = set(), list(modules[start])
        while todo:
            at = todo.pop()
            if at not in seen:
                seen.add(at)
                todo.extend(modules.get(at, ()))
        return seen

    return sorted(name for name in modules if name in reaches(name))


def main(arguments):
    root = Path(arguments[0]).resolve()
    files = sorted(path.relative_to(root) for path in root.glob("src/**/*.[ch]"))
    texts = {str(file): (root / file).read_text(encoding="utf-8") for file in files}
    lines = {name: text.count("\n") for name, text in texts.items()}
    functions = list(functions_of(root, [file for file in files if file.suffix == ".c"]))
    lengths = [length for _, length, _ in functions]
    public = {}
    for name, text in texts.items():
        if name.endswith(".h"):
            for found in PROTOTYPE.finditer(COMMENT.sub("", text)):
                public[found[1]] = name
    words = {name: set(re.findall(r"\w+", COMMENT.sub("", text))) for name, text in texts.items()}
    single = 0
    for function, header in public.items():
        own = header.rsplit(".", 1)[0]
        single += sum(function in known for name, known in words.items() if name.rsplit(".", 1)[0] != own) == 1
    circle = circles(root, files)
    print(f"files: {len(files)}, lines: {sum(lines.values())}, over 600 lines: {sum(n > 600 for n in lines.values())}")
    print(f"functions: {len(functions)}, median {statistics.median(lengths):.0f}, mean {statistics.mean(lengths):.1f} lines, "
          f"over 60: {sum(length > 60 for length in lengths)}, longest {max(lengths)}")
    print(f"public functions: {len(public)}, with one using file: {single} ({100 * single / len(public):.0f} %)")
    print(f"modules in a circle: {len(circle)} {' '.join(circle)}")


if __name__ == "__main__":
    main(sys.argv[1:])
