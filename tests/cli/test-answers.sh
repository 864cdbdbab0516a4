#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What commands answer is true: of an empty record, of what is still to come, of what is capped.
. "$(dirname "$0")/tap.sh"

is "an empty record has nothing to review" "Nothing to review yet: runs and shares appear once a night is over." \
  at '2026-11-24 21:50' review
is "nothing to compare is an empty list" "[]" at '2026-11-24 21:50' compare --json
is "nor a step to compare" "winddown: no night is recorded yet, so there is nothing to compare" \
  at '2026-11-24 21:50' compare screens
is "and no morning to answer" "The morning after 2026-11-23 was before the record began." at '2026-11-24 21:50' morning
says "help names where more is said" "\"winddown COMMAND --help\" says more." "$WINDDOWN" --help

at '2026-11-24 21:50' undo >/dev/null 2>&1 # the program exists from here on
is "a pause from now on" 'Screens off is left out from now on; "winddown resume screens" takes it back in.' \
  at '2026-11-24 21:51' pause screens
is "a pause to come says from when" \
  'Dim the lights is left out from 2026-12-01 on; "winddown resume dim" takes it back in.' \
  at '2026-11-24 21:51' pause dim 2026-12-01
is "one with an end says until when" "Gentle stretching is paused from 2026-12-01 to 2026-12-05." \
  at '2026-11-24 21:51' pause stretch 2026-12-01 2026-12-05
is "one night is one night" "Gentle stretching is paused on 2026-12-08." \
  at '2026-11-24 21:51' pause stretch 2026-12-08 2026-12-08
is "everything, from a night on" "Everything is paused from 2026-12-20 on; nothing counts against you." \
  at '2026-11-24 21:51' pause 2026-12-20
is "everything, for some nights" "Everything is paused from 2026-12-10 to 2026-12-12; nothing counts against you." \
  at '2026-11-24 21:51' pause 2026-12-10 2026-12-12
is "everything, from now on" "Everything is paused; nothing counts against you." at '2026-11-24 21:51' pause
is "until it is resumed" "Everything is back in." at '2026-11-24 21:51' resume
exits "a date that is none is no step" 2 at '2026-11-24 21:51' pause 2026-13-01
is "and named as a night" \
  'winddown: "2026-13-01" is no night: use a date such as 2026-11-24, "tonight" or "yesterday"' \
  at '2026-11-24 21:51' pause 2026-13-01

is "a snooze takes minutes alone" "Dim the lights: again at 22:15." at '2026-11-24 22:10' snooze dim 5
is "and ends with the reminders of the night" "Dim the lights: again at 23:30." at '2026-11-24 22:10' snooze dim 5h
is "after which there is none" "winddown: reminders of that night ended at 23:30" at '2026-11-24 23:31' snooze dim
at '2026-11-24 23:00' bed --lights-out 22:55 >/dev/null
at '2026-11-24 23:05' bed --lights-out 23:02 >/dev/null
is "a later lights out that is taken back leaves the first" "Taken back: lights out was at 22:55." \
  at '2026-11-24 23:06' undo
is "which is taken back with what it held" "Taken back: lights out, and what it marked as held." at '2026-11-24 23:06' undo

at '2026-11-25 08:00' morning --rested 4 >/dev/null
is "a review begins where the record does" "2026-11-24 to 2026-11-25: 0 of 1 night kept" \
  sh -c '"$0" --now "2026-11-25 12:00" --data "$1" review --nights 100000 | head -1' "$WINDDOWN" "$home/record"
is "and so in JSON" 2026-11-24 at_json .from '2026-11-25 12:00' review --json
is "comparisons are lists of JSON" array at_json type '2026-11-25 12:00' compare --json
finish
