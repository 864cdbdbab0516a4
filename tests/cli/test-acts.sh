#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What is said by command: to the last reminder, to several steps at once, of other nights; and that it can be read back.
. "$(dirname "$0")/tap.sh"

at '2026-11-16 06:00' undo >/dev/null 2>&1 # the program exists from here on, a Monday

# --- steps ---
is "done-takes-several-steps" "Dim the lights: done at 22:10.
Gentle stretching: done at 22:10." at '2026-11-17 22:10' done dim stretch
is "done-takes-the-beginning-of-an-id" "Magnesium, your own choice: done at 22:11." at '2026-11-17 22:11' done magn
is "done-takes-the-beginning-of-a-title" "Slow breathing: done at 22:20." at '2026-11-17 22:20' done slow
is "done-takes-a-later-word-of-a-title" "Slow breathing: already done at 22:20." at '2026-11-17 22:20' done breathing
exits "done-refuses-what-fits-several-steps" 1 at '2026-11-17 22:20' done s
says "done-names-those-that-fit" 'could be any of these steps: stretch, breathe, screens' at '2026-11-17 22:20' done s
says "done-guesses-what-was-meant" 'did you mean "screens"?' at '2026-11-17 22:20' done scrnes
exits "done-with-an-unknown-step-does-nothing" 1 at '2026-11-17 22:31' done screens nonesuch
is "nothing-was-done-then" open at_json '.steps[] | select(.id == "screens").mark' '2026-11-17 22:31' plan --json
is "snooze-takes-several-steps-and-a-length" "Move moderately: snoozed until 17:20.
Eat something rich in magnesium: snoozed until 17:20." at '2026-11-18 17:00' snooze move food 20m
is "reopen-takes-several-steps" "Dim the lights: open again at 22:32.
Gentle stretching: open again at 22:32." at '2026-11-17 22:32' reopen dim stretch
is "done-answers-in-json-with-the-night" "Dim the lights: done at 22:33. done" sh -c '
  "$0" --data "$1" --now "2026-11-17 22:33" done dim --json |
    jq -r ".message + \" \" + (.night.steps[] | select(.id == \"dim\").mark)"' "$WINDDOWN" "$home/record"
is "undo-answers-in-json" "Undone: Dim the lights is open again." at_json .message '2026-11-17 22:34' undo --json
is "bed-answers-in-json" 2026-11-17T23:30:00+01:00 at_json .night.bed '2026-11-17 22:34' bed 23:30 --json
at '2026-11-17 22:35' undo >/dev/null

# --- the last reminder, told without a desktop ---
at '2026-11-19 21:40' skip magnesium caffeine >/dev/null
"$WINDDOWN" --data "$home/record" --now '2026-11-19 21:59:58' --speed 1 remind >"$home/reminders" 2>&1 &
reminding=$!
waited=0
while ! grep -q "Dim the lights" "$home/reminders" && [ "$waited" -lt 300 ]; do
  waited=$((waited + 1))
  sleep 0.05
done
is "done-answers-what-was-printed-alone" "Dim the lights: done at 22:00." at '2026-11-19 22:00:30' done
kill "$reminding"
wait "$reminding"
is "undo-says-that-it-is-open-again" "Undone: Dim the lights is open again." at '2026-11-19 22:00:40' undo
is "snooze-answers-it-as-well" "Dim the lights: snoozed until 22:10." at '2026-11-19 22:00:50' snooze
is "and-skip" "Dim the lights: skipped at 22:01." at '2026-11-19 22:01' skip
is "undo-of-something-older-says-when-it-was" "Undone: Dim the lights is open again (from 22:01)." at '2026-11-19 22:40' undo
is "undo-of-another-day-says-which" "(from 2026-11-19, 22:00)." sh -c '
  "$0" --data "$1" --now "2026-11-20 12:00" undo | grep -o "(from .*"' "$WINDDOWN" "$home/record"

# --- nights ---
night() { # NAME EXPECTED WORD: seen from Thursday, 19 November
  is "$1" "$2" at_json .night '2026-11-19 21:00' night "$3" --json
}
night "night-by-the-name-of-a-day" 2026-11-17 tue
night "night-by-its-whole-name" 2026-11-16 Monday
night "night-by-how-long-ago-it-is" 2026-11-17 -2
night "night-by-last-and-a-day" 2026-11-18 "last wed"
night "night-of-yesterday" 2026-11-18 yesterday
night "night-by-a-date-as-people-write-it" 2026-11-17 "17 nov"
is "plan-looks-ahead" 2026-11-24 at_json .night '2026-11-19 21:00' plan --night tue --json
is "done-looks-back" "Dim the lights on 2026-11-17: done." at '2026-11-19 21:00' done dim --night tue
is "night-without-a-word-is-the-last-one-slept" 2026-11-18 at_json .night '2026-11-19 21:00' night --json
is "night-after-bedtime-is-this-one" 2026-11-19 at_json .night '2026-11-19 23:10' night --json

# --- everything that was told is read back ---
at '2026-11-21 22:04' done dim >/dev/null
at '2026-11-21 22:05' slip magnesium >/dev/null
at '2026-11-21 22:50' bed --lights-out >/dev/null
is "morning-echoes-what-it-saved" "The morning after 2026-11-21: rested 4 of 5.
  asleep after 10 min, woke 2 times, awake for 5 min, final wake-up 06:40,
  got up 07:05, sleep quality 4 of 5
  “slept like a log”
Still open: No more caffeine, No more alcohol, Screens off. Kept them all? winddown morning --kept" at '2026-11-22 07:30' morning --rested 4 --asleep-after 10 --wakings 2 --awake 5m --woke 6:40 --up 7:05 \
  --quality 4 --note "slept like a log"
at '2026-11-22 07:31' morning --kept >/dev/null
is "night-shows-all-of-it" "Saturday, 21 November
2026-11-21: bed 23:00, wake 07:00
08:00        Go outside                       open
12:00        Eat something rich in magnesium  open
14:00-23:00  No more caffeine                 kept at 07:31 (by command)
20:00-23:00  No more alcohol                  kept at 07:31 (by command)
20:00        Night colours on                 open
21:30        Magnesium, your own choice       not kept at 22:05 (by command)
22:00        Dim the lights                   done at 22:04 (by command)
22:02-22:12  Gentle stretching                open
22:15-22:30  Slow breathing                   open
22:30-23:00  Screens off                      kept at 07:31 (by command)
23:00        Lights out                       done at 22:50 (by command)
Lights out at 22:50.
The morning after 2026-11-21: rested 4 of 5.
  asleep after 10 min, woke 2 times, awake for 5 min, final wake-up 06:40,
  got up 07:05, sleep quality 4 of 5
  “slept like a log”" at '2026-11-22 12:00' night
is "night-in-json-has-the-morning" "slept like a log" at_json .morning.note '2026-11-22 12:00' night --json
is "morning-is-read-back" "The morning after 2026-11-21: rested 4 of 5." sh -c '
  "$0" --data "$1" --now "2026-11-22 12:00" morning | head -1' "$WINDDOWN" "$home/record"
is "morning-in-json-is-its-night" 4 at_json .morning.rested '2026-11-22 12:00' morning --json
exits "morning-without-an-answer-has-a-status-of-its-own" 4 at '2026-11-23 12:00' morning
exits "next-without-a-step-has-another" 1 at '2026-11-23 23:30' next
is "one-word-for-what-was-not-kept" "not kept" sh -c '
  "$0" --data "$1" --now "2026-11-22 12:00" plan --night 2026-11-21 | grep -o "not .*"' "$WINDDOWN" "$home/record"

# --- doubts ---
exits "waking-soon-after-lights-out-is-doubted" 1 at '2026-11-22 13:00' morning --woke 23:30
says "and-the-way-round-is-named" "23:30 is only 40 min after lights out; if that is right, add --yes" \
  at '2026-11-22 13:00' morning --woke 23:30
exits "nothing-was-saved" 0 sh -c '"$0" --data "$1" --now "2026-11-22 13:00" morning | grep -q "06:40"' "$WINDDOWN" "$home/record"
exits "with-yes-it-is-saved" 0 at '2026-11-22 13:00' morning --woke 23:30 --up 23:40 --yes
at '2026-11-22 13:00' undo >/dev/null
exits "waking-two-hours-after-lights-out-is-not" 0 at '2026-11-22 13:00' morning --woke 0:50
at '2026-11-22 13:00' undo >/dev/null
says "bedtime-after-lights-out-is-doubted" "lights went out at 22:50 already; if that is right, add --yes" \
  at '2026-11-21 22:55' bed 1:30
says "lights-out-long-before-bedtime-is-doubted" "18:00 is 5 h before bedtime" at '2026-11-22 21:00' bed --lights-out 18:00

# --- times ---
is "bedtime-moves-by-a-length" "Bedtime tonight is 23:30, wake-up 07:00." at '2026-11-24 21:50' bed +30m
is "and-back" "Bedtime tonight is 23:00, wake-up 07:00." at '2026-11-24 21:50' bed -30m
is "1130-in-the-evening-is-half-past-eleven-at-night" 'winddown: "1130" is taken for 23:30
Bedtime tonight is 23:30, wake-up 07:00.' at '2026-11-24 21:50' bed 1130
is "1-is-after-midnight" "Bedtime tonight is 01:00, wake-up 07:00." at '2026-11-24 21:50' bed 1
exits "a-length-that-is-none-is-wrong-usage" 2 at '2026-11-24 21:50' bed +soon
at '2026-11-24 21:51' undo >/dev/null
at '2026-11-24 21:51' undo >/dev/null

# --- pauses ---
is "pause-alone-lists-nothing" "Nothing is paused. To pause a step: winddown pause STEP; everything: winddown pause all" \
  at '2026-11-24 21:50' pause
is "pause-from-yesterday-says-so" "Dim the lights is paused from 2026-11-23. To resume: winddown resume dim" \
  at '2026-11-24 21:50' pause dim yesterday
is "pause-says-already" "Dim the lights is already paused from 2026-11-24." at '2026-11-24 21:51' pause dim
is "pause-with-a-day-looks-ahead" "Gentle stretching is paused from 2026-11-27 to 2026-11-29." \
  at '2026-11-24 21:51' pause stretch fri sun
is "pause-alone-lists-from-when-until-when" "Dim the lights: paused from 2026-11-23 until you resume it
Gentle stretching: paused from 2026-11-27 to 2026-11-29" at '2026-11-24 21:52' pause
is "pauses-in-json" "dim 2026-11-23 null" at_json '.pauses[0] | .step + " " + .from + " " + (.to | tostring)' '2026-11-24 21:52' \
  pause --json
is "resume-answers-in-json" "Dim the lights is resumed." at_json .message '2026-11-24 21:53' resume dim --json
finish
