#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Somebody who never opens the dashboard: three evenings and mornings by commands and a bar alone.
. "$(dirname "$0")/tap.sh"

bar() { # TIME
  at "$1" status --format tmux
}

# --- the first evening: found out from the bar and from help ---
at '2026-11-23 18:00' plan >/dev/null
is "first-evening-the-bar-counts-down" "magnesium in 30 min" bar '2026-11-23 21:00'
is "first-evening-it-says-what-is-due" "magnesium now" bar '2026-11-23 21:30'
is "first-evening-skips-it" "Magnesium, your own choice: skipped at 21:32." at '2026-11-23 21:32' skip mag
is "first-evening-two-at-once" "Dim the lights: done at 22:10.
Gentle stretching: done at 22:10." at '2026-11-23 22:10' done dim stretch
is "first-evening-the-bar-goes-on" "breathe in 5 min" bar '2026-11-23 22:10'
is "first-evening-it-gets-later" "Bedtime tonight is 23:30, wake-up 07:00." at '2026-11-23 22:12' bed +30m
is "first-evening-the-bar-follows-bedtime" "breathe in 33 min" bar '2026-11-23 22:12'
is "first-evening-a-wrong-tick-is-undone" "Slow breathing: done at 22:50.
Undone: Slow breathing is open again." sh -c '
  "$0" --data "$1" --now "2026-11-23 22:50" done slow; "$0" --data "$1" --now "2026-11-23 22:51" undo' "$WINDDOWN" "$home/record"
is "first-evening-lights-out-is-asked-for" "lights out" bar '2026-11-23 23:30'
says "first-evening-lights-out-is-told" "Lights out at 23:35" at '2026-11-23 23:40' bed --lights-out 23:35
is "first-evening-the-bar-says-good-night" "good night" bar '2026-11-23 23:41'

# --- the first morning ---
is "first-morning-the-bar-asks" "how rested? m" bar '2026-11-24 07:10'
exits "first-morning-is-not-answered" 4 at '2026-11-24 07:10' morning
says "first-morning-is-answered" "rested 3 of 5" at '2026-11-24 07:10' morning --rested 3 --woke 6:50
is "first-morning-the-bar-is-quiet" "" bar '2026-11-24 07:11'
says "first-morning-the-night-is-read-back" "final wake-up 06:50" at '2026-11-24 07:12' night
exits "first-morning-its-stretches-are-kept" 0 at '2026-11-24 07:13' morning --kept

# --- the second evening: not at home; the third: answered late ---
is "second-evening-everything-is-paused" "Everything is paused on 2026-11-24. That night will not count." \
  at '2026-11-24 12:00' pause all tonight tonight
is "second-evening-the-bar-only-knows-bedtime" "bed in 1 h" bar '2026-11-24 22:00'
says "second-evening-the-pause-is-listed" "Everything: paused on 2026-11-24" at '2026-11-24 22:00' pause
is "third-evening-the-bar-is-back" "dim now" bar '2026-11-25 22:00'
is "third-evening-snoozes-what-is-due" "Dim the lights: snoozed until 22:15." at '2026-11-25 22:00' snooze dim 15m
is "third-evening-the-bar-says-when" "stretch in 2 min" bar '2026-11-25 22:00'
is "third-evening-and-then-it-is-due-again" "breathe now, +2 open" bar '2026-11-25 22:15:30'
at '2026-11-25 22:20' done dim stretch breathe magnesium >/dev/null
is "third-evening-the-next-step" "Screens off in 10 min" bar '2026-11-25 22:20'
at '2026-11-25 22:58' bed --lights-out >/dev/null
says "third-morning-is-answered" "rested 5 of 5" at '2026-11-26 07:30' morning --rested 5
says "third-morning-yesterdays-coffee-is-told-as-well" "No more caffeine on 2026-11-25: not kept." \
  at '2026-11-26 07:31' slip caffeine --night yesterday
is "third-morning-the-review-knows-all-of-it" 2 at_json .rested.count '2026-11-26 12:00' review --json
is "nothing-is-open-in-the-bar-by-day" "" bar '2026-11-26 12:00'

# --- how it is printed ---
for words in status plan night review compare pause help "help done" "why dim" doctor check; do
  # shellcheck disable=SC2086
  is "no-escape-sequence-in-$(echo "$words" | tr ' ' -)" 0 sh -c '
    CLICOLOR_FORCE=1 CLICOLOR=1 TERM=xterm-256color "$@" 2>&1 </dev/null | grep -c "$(printf "\033")"' sh \
    "$WINDDOWN" --data "$home/record" --now '2026-11-26 12:00' $words
done
finish
