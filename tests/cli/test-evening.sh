#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# An evening and its morning by command alone.
. "$(dirname "$0")/tap.sh"

at '2026-11-23 12:00' undo >/dev/null 2>&1 # the program exists from here on

is "plan gives instants with their offset" "2026-11-24T23:00:00+01:00" at_json .bed '2026-11-24 21:00' plan --json
is "wake in JSON is the end of the night" "2026-11-25T07:00:00+01:00" at_json .wake '2026-11-24 21:00' plan --json
is "a moment has no until" null at_json '.steps[] | select(.id == "bed") | .until' '2026-11-24 21:00' plan --json
is "an unmarked step has no marked_at" null at_json '.steps[0].marked_at' '2026-11-24 21:00' plan --json
is "status names what comes next" magnesium at_json .next.id '2026-11-24 21:00' status --format json
is "and in how many seconds" 1800 at_json .next.in_seconds '2026-11-24 21:00' status --format json
is "what is due stands in due" dim at_json '.due[] | select(. == "dim")' '2026-11-24 22:01' status --format json
is "done says what it did" "Dim the lights: done at 22:01." at '2026-11-24 22:01' done dim
is "a done step is no longer due" "" at_json '.due[] | select(. == "dim")' '2026-11-24 22:01' status --format json
is "done counts" 1 at_json .done '2026-11-24 22:01' status --format json
is "undo names what it took back" "Undone: Dim the lights is open again." at '2026-11-24 22:02' undo
is "undo opens it again" open at_json '.steps[] | select(.id == "dim") | .mark' '2026-11-24 22:02' plan --json
is "skip is said to be on purpose" "Gentle stretching: skipped at 22:03." \
  at '2026-11-24 22:03' skip stretch
is "a step may be named by its short" "Magnesium, your own choice: done at 22:04." \
  at '2026-11-24 22:04' done magnesium
exits "a step that is not there is refused" 1 at '2026-11-24 22:04' done strech
says "and the nearest is named" 'did you mean "stretch"?' at '2026-11-24 22:04' done strech
is "a stretch that has begun held" "No more alcohol: kept at 22:04." at '2026-11-24 22:04' done alcohol
is "one that has not was begun early" "Screens off: done at 22:04." at '2026-11-24 22:04' done screens
at '2026-11-24 22:04' reopen screens >/dev/null
is "bedtime moves" "Bedtime tonight is 23:30, wake-up 07:00." at '2026-11-24 22:05' bed 23:30
is "and open steps with it" "2026-11-24T23:00:00+01:00" \
  at_json '.steps[] | select(.id == "screens") | .at' '2026-11-24 22:05' plan --json
is "at 00:40 it is still this evening" 2026-11-24 at_json .night '2026-11-25 00:40' status --format json
is "yesterday at 00:40 is the evening before" 2026-11-23 at_json .night '2026-11-25 00:40' plan --night yesterday --json
says "a time may be typed as people do" "Bedtime tonight is 23:15" at '2026-11-24 22:06' bed "11:15 pm"
at '2026-11-24 22:06' undo >/dev/null
is "lights out says what stays open" \
  "Lights out at 23:31. The morning asks about: No more caffeine, Screens off." \
  at '2026-11-24 23:31' bed --lights-out
is "and marks nothing else" '["open",null]' at_json '.steps[] | select(.id == "caffeine") | [.mark, .by] | tojson' \
  '2026-11-24 23:31' plan --json
is "a mark says that a command made it" command at_json '.steps[] | select(.id == "bed") | .by' \
  '2026-11-24 23:31' plan --json
is "lights out may be given" "2026-11-24T23:40:00+01:00" sh -c '
  "$0" --now "2026-11-24 23:50" --data "$1" undo >/dev/null
  "$0" --now "2026-11-24 23:50" --data "$1" bed --lights-out 23:40 >/dev/null
  "$0" --now "2026-11-25 08:00" --data "$1" export | jq -r ".nights[] | select(.night == \"2026-11-24\") | .lights_out"' \
  "$WINDDOWN" "$home/record"
says "the morning names what is still open" "Still open: No more caffeine, Screens off. Kept them all? winddown morning --kept" \
  at '2026-11-25 08:00' morning
is "one word keeps it all" "Kept on 2026-11-24: No more caffeine, Screens off." at '2026-11-25 08:00' morning --kept
is "and undo takes it back as one" "Undone: open again: No more caffeine, Screens off." at '2026-11-25 08:00' undo
at '2026-11-25 08:00' morning --kept >/dev/null
is "what waits for no answer is none" "Nothing was waiting for an answer." at '2026-11-25 08:00' morning --kept
is "kept by command" '["done","command"]' at_json \
  '.nights[] | select(.night == "2026-11-24") | .steps[] | select(.id == "screens") | [.mark, .by] | tojson' \
  '2026-11-25 08:00' export
is "the morning belongs to the night before" "The morning after 2026-11-24: rested 4 of 5.
  final wake-up 07:10" at '2026-11-25 08:00' morning --rested 4 --woke 07:10
is "and is read back" "The morning after 2026-11-24: rested 4 of 5.
  final wake-up 07:10" at '2026-11-25 08:00' morning
exits "a rating beyond five is wrong usage" 2 at '2026-11-25 08:00' morning --rested 6
exits "an impossible morning is questioned" 1 at '2026-11-25 08:00' morning --woke 07:30 --up 06:30
says "one morning is no average" "Rested 4 of 5, on one morning." at '2026-11-25 12:00' review
says "the longest shipped title is whole" "Eat something rich in magnesium " at '2026-11-26 12:00' review
says "review says why it judges fewer nights than asked for" "1 night is not over yet: its morning is not answered." \
  at '2026-11-25 12:00' review --nights 2
is "and so in JSON" 1 at_json .running '2026-11-25 12:00' review --nights 2 --json
is "review counts the night" 1 at_json .rested.count '2026-11-25 12:00' review --json
is "nothing but its own words" "" sh -c '
  "$0" --now "2026-11-25 12:00" --data "$1" review | grep -iE "missed|late|overdue|failed"' "$WINDDOWN" "$home/record"

# The night of 28 March is an hour short.
at '2026-03-28 20:00' bed 23:30 --wake 08:15 >/dev/null
is "a wake time is what clocks show, also in the night of a clock change" "2026-03-29T08:15:00+02:00" \
  at_json .wake '2026-03-28 20:01' plan --json
at '2026-03-29 12:00' morning --night 2026-03-28 --rested 4 --woke 08:10 >/dev/null
is "and so is the time of waking" "2026-03-29T08:10:00+02:00" at_json '.nights[] | select(.night == "2026-03-28")
  | .morning.woke' '2026-03-29 12:00' export
exits "a wake time for lights out is wrong usage" 2 at '2026-03-29 23:00' bed --lights-out --wake 08:00
finish
