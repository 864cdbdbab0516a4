#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Other nights than tonight, and what is so already.
. "$(dirname "$0")/tap.sh"

at '2026-11-23 20:00' undo >/dev/null 2>&1 # the program exists from here on

mentions() { # NAME COUNT TEXT TIME WORDS...
  name=$1 expected=$2 text=$3
  shift 3
  is "$name" "$expected" sh -c '"$@" | grep -cF -- "'"$text"'"' sh "$WINDDOWN" --data "$home/record" --now "$@"
}

mentions "a night before the first has no row that starts tomorrow" 0 "tomorrow" '2026-11-24 21:00' plan --night 1900-01-01
says "it says that nothing was kept then" "Your history begins later; nothing is stored for this night." \
  at '2026-11-24 21:00' plan --night 1900-01-01
mentions "and the evening as it would have been" 1 "23:00        Lights out" '2026-11-24 21:00' plan --night 1900-01-01
mentions "a night far ahead is planned by the routine of today" 1 "23:00        Lights out" '2026-11-24 21:00' \
  plan --night 2999-12-30
mentions "on the first evening what had passed starts tomorrow" 4 "starts tomorrow" '2026-11-23 20:01' plan
mentions "looked back upon, it began the day after" 4 "began the day after" '2026-11-24 21:00' plan --night yesterday

is "a mark of another night names it" "Magnesium, your own choice on 2026-11-23: done." \
  at '2026-11-24 21:00' done magnesium --night yesterday
is "and what was left out" "Screens off on 2026-11-23: not kept." at '2026-11-24 21:00' slip screens --night yesterday
is "lights out of a night long over says no time" "Lights out on 2026-11-23: done. Still open: No more alcohol." \
  at '2026-11-24 21:00' done bed --night yesterday
is "undo names the night, too" "Undone: Lights out on 2026-11-23 is open again." at '2026-11-24 21:01' undo
exits "a night before the record began is refused" 1 at '2026-11-24 21:02' done dim --night 2026-11-20
is "and it says when that was" "winddown: the record began on 2026-11-23, and 2026-11-20 is before that" \
  at '2026-11-24 21:02' done dim --night 2026-11-20
exits "its morning is refused as well" 1 at '2026-11-24 21:02' morning --night 2026-11-20 --rested 3
is "nothing of it is stored" 2 at_json '.nights | length' '2026-11-24 21:03' export

at '2026-11-24 22:04' done dim >/dev/null
is "what is done already says since when" "Dim the lights: already done at 22:04." at '2026-11-24 22:30' done dim
exits "which is no error" 0 at '2026-11-24 22:30' done dim
is "and is no act: undo takes back the one before" "Undone: Dim the lights is open again." at '2026-11-24 22:31' undo
is "what is open already is said" "Dim the lights: already open." at '2026-11-24 22:32' reopen dim
at '2026-11-24 22:33' skip stretch >/dev/null
is "what is skipped already" "Gentle stretching: already skipped at 22:33." at '2026-11-24 22:34' skip stretch
is "what was done of another night" "Magnesium, your own choice on 2026-11-23: already done." \
  at '2026-11-24 22:34' done magnesium --night yesterday
is "tomorrow is the night after this one" 2026-11-25 at_json .night '2026-11-24 22:35' plan --night Tomorrow --json
exits "which takes no marks yet" 1 at '2026-11-24 22:35' done dim --night tomorrow
is "what a word holds does not reach the terminal" 0 sh -c '
  "$0" --now "2026-11-24 22:35" --data "$1" done "$(printf "\033[31mred")" 2>&1 | grep -c "$(printf "\033")"' \
  "$WINDDOWN" "$home/record"
is "lights out of another night, with its time" "Lights out at 00:20 on the night of 2026-11-23. Still open: No more alcohol." \
  at '2026-11-24 22:40' bed --lights-out 0:20 --night yesterday
is "is the time of that night" "2026-11-24T00:20:00+01:00" at_json '.nights[] | select(.night == "2026-11-23") | .lights_out' \
  '2026-11-24 22:40' export
at '2026-11-24 22:41' undo >/dev/null
at '2026-11-24 22:42' bed 23:30 >/dev/null
is "a bedtime that is taken back the day after has its night, too" \
  "Undone: the bedtime of 2026-11-24 is as it was before (from 2026-11-24, 22:42)." at '2026-11-25 12:00' undo
exits "the bedtime of another night stays" 2 at '2026-11-24 22:40' bed 23:30 --night yesterday
exits "a speed that is no number is wrong usage" 2 "$WINDDOWN" --speed nan status
exits "so is a date that no record has" 2 "$WINDDOWN" --now "0001-01-01 00:00" plan
finish
