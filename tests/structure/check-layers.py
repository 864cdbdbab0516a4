#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads the sources for what no compiler checks: that includes point down, and
that what belongs to one room stays there.

usage: check-layers.py SOURCE_ROOT ROOM=LOWER,LOWER... ...

Speaks TAP. Each rule is first tried on a sample that breaks it and on one that
does not, so that a rule that has gone blind is seen.
"""
import re
import sys
from pathlib import Path

FILE_LINES = 600
FUNCTION_LINES = 60

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*(["<])([^">]+)[">]', re.MULTILINE)
COMMENT_OR_STRING = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.DOTALL)
TIME_CALL = re.compile(
    r"\b(?:time|ftime|clock|clock_gettime|gettimeofday|timespec_get|g_get_real_time|g_get_monotonic_time"
    r"|g_get_current_time|g_date_time_new_now(?:_local|_utc)?|g_date_set_time\w*|g_timer_new|g_time_zone_new_local"
    r"|localtime(?:_r)?|mktime)\s*\(")
SHOWN_STRINGS = re.compile(r'\b(?:_|N_|Q_|C_|ngettext)\s*\(((?:[^()"]|"(?:\\.|[^"\\])*")*)\)')
HARSH_WORD = re.compile(r"\b(?:missed|late|failed|overdue)\b", re.IGNORECASE)
NIGHT_STEP = re.compile(r"\b(?:night|tonight)\s*(?:\+\s*1|-\s*1)(?![\w.])|\b(?:night|tonight)\s*--|--\s*(?:night|tonight)\b")
FUNCTION_END = re.compile(r"^}", re.MULTILINE)
FUNCTION_START = re.compile(r"^\w[^;={}#]*\) \{$", re.MULTILINE)

# Which header may be included by whom; a folder stands for all its files.
HEADER_OWNERS = [
    (re.compile(r"^(?:n?cursesw?/)?n?curses\.h$"), ("src/tui/terminal/screen.c",)),
    (re.compile(r"^(?:n?cursesw?/)?term\.h$"), ("src/tui/terminal/terminfo.c",)),
    (re.compile(r"^libconfig\.h"), ("src/config/",)),
    (re.compile(r"^sqlite3"), ("src/store/",)),
    (re.compile(r"^libnotify/"), ("src/desktop/",)),
    (re.compile(r"^gio/"), ("src/desktop/",)),
    (re.compile(r"^json-glib/"), ("src/exchange/import.c",)),
    (re.compile(r"^(?:cairo|pango/)"), ("src/paper/sheet.c",)),
    (re.compile(r"^gsl/"), ("src/statistics/distributions.c",)),
]

def blank(match):
    """What was matched, without its text but with its lines."""
    return "".join(letter if letter == "\n" else " " for letter in match.group())

def code_of(text):
    return COMMENT_OR_STRING.sub(blank, text)

def line_of(text, at):
    return text.count("\n", 0, at) + 1

def room_of(path):
    parts = path.split("/")
    return parts[1] if len(parts) > 2 else "main.c"

def upward_includes(path, text, uses):
    room = room_of(path)
    for match in INCLUDE.finditer(text):
        header = match.group(2)
        if match.group(1) == "<":
            continue
        where = f"{path}:{line_of(text, match.start())}"
        if "/" not in header or header.startswith("."):
            yield f'{where}: "{header}" does not name its folder'
        elif header.split("/")[0] not in uses[room] | {room}:
            yield f'{where}: {room} may not use "{header}"'

# Inside tui: what draws and what talks to the terminal knows no single view.
VIEW_HEADER = re.compile(r"^tui/(?:tonight|morning|review|compare|guide)/")

def views_below(path, text, uses):
    if not path.startswith(("src/tui/canvas/", "src/tui/terminal/")):
        return
    for match in INCLUDE.finditer(text):
        if VIEW_HEADER.search(match.group(2)):
            yield f'{path}:{line_of(text, match.start())}: "{match.group(2)}" belongs to one view'

def stray_headers(path, text, uses):
    for match in INCLUDE.finditer(text):
        for pattern, owners in HEADER_OWNERS:
            if pattern.search(match.group(2)) and not any(is_owner(path, owner) for owner in owners):
                yield f"{path}:{line_of(text, match.start())}: <{match.group(2)}> belongs to {' and '.join(owners)}"

def is_owner(path, owner):
    return path.startswith(owner) if owner.endswith("/") else path == owner

def time_calls(path, text, uses):
    if path.startswith("src/clock/"):
        return
    for match in TIME_CALL.finditer(code_of(text)):
        yield f"{path}:{line_of(text, match.start())}: only src/clock/ asks for the time"

def long_files(path, text, uses):
    lines = text.count("\n")
    if lines > FILE_LINES:
        yield f"{path}: {lines} lines, more than {FILE_LINES}"

def long_functions(path, text, uses):
    code = code_of(text)
    for start in FUNCTION_START.finditer(code):
        end = FUNCTION_END.search(code, start.end())
        lines = line_of(code, end.start()) - line_of(code, start.start()) + 1 if end else 0
        if lines > FUNCTION_LINES:
            yield f"{path}:{line_of(code, start.start())}: a function of {lines} lines, more than {FUNCTION_LINES}"

def harsh_words(path, text, uses):
    for match in SHOWN_STRINGS.finditer(text):
        word = HARSH_WORD.search(match.group(1))
        if word:
            yield f'{path}:{line_of(text, match.start())}: people are not told "{word.group()}"'

def steps_of_dates(path, text, uses):
    if not path.startswith(("src/planning/", "src/app/", "src/tui/", "src/cli/")) or path == "src/planning/schedule.c":
        return
    code = code_of(text)
    for match in NIGHT_STEP.finditer(code):
        yield f"{path}:{line_of(code, match.start())}: some dates do not exist: use night_before or night_after"

def bare_files(path, text, uses):
    if not text.startswith("/* SPDX-License-Identifier: GPL-3.0-or-later"):
        yield f"{path}: its first line does not name the licence"
    if path.endswith(".h") and "\n#pragma once\n" not in text:
        yield f"{path}: a header without #pragma once"

LICENCE = "/* SPDX-License-Identifier: GPL-3.0-or-later */\n"
LONG_BODY = "  step();\n" * FUNCTION_LINES

# name, rule, a sample that breaks it, one that does not; a sample is (path, text).
RULES = [
    ("includes-point-down", upward_includes,
     [("src/model/plan.c", '#include "planning/planner.h"\n'), ("src/model/plan.c", ' # include "app/app.h"\n'),
      ("src/main.c", '#include "store/store.h"\n'), ("src/store/store.c", '#include "config/config.h"\n'),
      ("src/model/plan.c", '#include "plan.h"\n'), ("src/model/plan.c", '#include "../app/app.h"\n')],
     [("src/planning/agenda.c", '#include "planning/agenda.h"\n#include "model/plan.h"\n#include <glib.h>\n'),
      ("src/main.c", '#include "cli/cli.h"\n')]),
    ("canvas-and-terminal-know-no-view", views_below,
     [("src/tui/canvas/weeks.c", '#include "tui/review/review.h"\n'), ("src/tui/terminal/loop.c", '#include "tui/guide/guide.h"\n')],
     [("src/tui/canvas/hits.h", '#include "tui/view.h"\n'), ("src/tui/review/review_why.c", '#include "tui/review/review.h"\n')]),
    ("libraries-stay-in-their-rooms", stray_headers,
     [("src/tui/tui.c", "#include <curses.h>\n"), ("src/tui/view.h", "#include <ncursesw/curses.h>\n"),
      ("src/app/app.c", "#include <libconfig.h>\n"), ("src/app/app.c", "#include <sqlite3.h>\n"),
      ("src/notify/notifier.c", "#include <libnotify/notify.h>\n"), ("src/app/app.c", "#include <gio/gio.h>\n"), ("src/cli/cli.c", "#include <json-glib/json-glib.h>\n")],
     [("src/tui/terminal/screen.c", "#include <curses.h>\n"), ("src/config/config.c", "#include <libconfig.h>\n"),
      ("src/store/store.c", "#include <sqlite3.h>\n"), ("src/desktop/bubbles.c", "#include <libnotify/notify.h>\n"),
      ("src/exchange/import.c", "#include <json-glib/json-glib.h>\n")]),
    ("only-the-clock-asks-for-the-time", time_calls,
     [("src/app/app.c", "  x = time(NULL);\n"), ("src/app/app.c", "  x = g_get_real_time();\n"),
      ("src/app/app.c", "  x = g_date_time_new_now_local();\n"), ("src/app/app.c", "  clock_gettime(CLOCK_REALTIME, &t);\n"),
      ("src/tui/tui.c", "  gettimeofday (&t, NULL);\n"), ("src/tui/tui.c", "  x = g_get_monotonic_time();\n")],
     [("src/clock/clock.c", "  clock_gettime(CLOCK_REALTIME, &t);\n"), ("src/app/app.c", "  x = daytime_clock(now, zone);\n"),
      ("src/app/app.c", '  /* not time(NULL) */ puts("time(NULL)"); // time(NULL)\n'), ("src/app/app.c", "  bed_time(x);\n")]),
    ("files-are-short", long_files,
     [("src/app/app.c", "\n" * (FILE_LINES + 1))],
     [("src/app/app.c", "\n" * FILE_LINES)]),
    ("functions-are-short", long_functions,
     [("src/app/app.c", "static int\nrun(int a,\n    int b) {\n" + LONG_BODY + "}\n"), ("src/app/app.c", "void run(void) {\n" + LONG_BODY + "}\n")],
     [("src/app/app.c", "void run(void) {\n" + "  step();\n}\n\nvoid next(void) {\n  step();\n}\n"),
      ("src/app/app.c", "static const int table[] = {\n" + "  1,\n" * 99 + "};\n")]),
    ("words-are-calm", harsh_words,
     [("src/tui/view.c", '  puts(_("Missed: %s"));\n'), ("src/tui/view.c", '  ngettext("one is late", "%d are late", n);\n')],
     [("src/tui/view.c", '  puts(_("Later tonight")); /* missed */\n'), ("src/tui/view.c", '  puts("failed");\n')]),
    ("dates-are-stepped-where-it-is-known-that-some-do-not-exist", steps_of_dates,
     [("src/app/app.c", "  x = plan->night - 1;\n"), ("src/tui/tui.c", "  x = tonight + 1;\n"), ("src/app/app.c", "  night--;\n")],
     [("src/app/app.c", "  x = night_before(night, zone);\n"), ("src/app/app.c", "  x = nights - 1; /* night - 1 */\n"),
      ("src/planning/schedule.c", "  night--;\n")]),
    ("files-open-as-they-should", bare_files,
     [("src/app/app.c", "#include <glib.h>\n"), ("src/app/app.h", LICENCE + "int run(void);\n")],
     [("src/app/app.c", LICENCE), ("src/app/app.h", LICENCE + "#pragma once\n")]),
]

SAMPLE_USES = {"main.c": {"cli"}, "model": {"base"}, "planning": {"model", "base"}, "store": {"model", "base"}}

def self_test(rule, bad, good):
    for path, text in bad:
        if not list(rule(path, text, SAMPLE_USES)):
            yield f"nothing was found in {path}: {text[:60]!r}"
    for path, text in good:
        for finding in rule(path, text, SAMPLE_USES):
            yield f"found in a sound sample: {finding}"

def read_sources(root):
    found = {}
    for path in sorted(root.glob("src/**/*.[ch]")):
        found[path.relative_to(root).as_posix()] = path.read_text(encoding="utf-8")
    return found

def report(number, name, findings):
    for finding in findings:
        print(finding, file=sys.stderr)
    print(f"{'not ok' if findings else 'ok'} {number} {name}")
    return not findings

def main(arguments):
    sources = read_sources(Path(arguments[0]))
    uses = {"main.c": {"cli"}}
    for argument in arguments[1:]:
        room, _, lower = argument.partition("=")
        uses[room] = set(filter(None, lower.split(",")))

    print(f"1..{2 * len(RULES) + 1}")
    unknown = [f"{path}: an unknown room" for path in sources if room_of(path) not in uses]
    passed = [report(1, "/structure/every-folder-is-a-room", unknown or ([] if sources else ["there are no sources"]))]
    for index, (name, rule, bad, good) in enumerate(RULES):
        passed.append(report(2 * index + 2, f"/structure/{name}/would-be-seen", list(self_test(rule, bad, good))))
        findings = [finding for path, text in sources.items() if room_of(path) in uses for finding in rule(path, text, uses)]
        passed.append(report(2 * index + 3, f"/structure/{name}", findings))
    return 0 if all(passed) else 1

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
