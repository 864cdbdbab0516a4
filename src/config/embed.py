#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""embed.py SOURCE OUTPUT FILE...: writes SOURCE/FILE... as a C table of their names and texts, each text ended by a
NUL."""
import sys
from pathlib import Path

source, output, files = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:]
lines = ["/* Made by src/config/embed.py. */", '#include "config/shipped.h"', ""]
for index, name in enumerate(files):
    content = (source / name).read_bytes() + b"\0"
    lines.append(f"static const char text_{index}[] = {{")
    for start in range(0, len(content), 24):
        lines.append("  " + " ".join(f"{byte - 256 if byte > 127 else byte}," for byte in content[start:start + 24]))
    lines.append("};")
lines.append("const ShippedFile shipped_files[] = {")
for index, name in enumerate(files):
    lines.append(f'  {{ "{name.removeprefix("config/")}", text_{index} }},')
lines.append("  { 0 },")
lines.append("};")
output.write_text("\n".join(lines) + "\n")
