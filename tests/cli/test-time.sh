#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Nights in which clocks change, other zones, shifts and a moved bedtime.
. "$(dirname "$0")/tap.sh"

routine() { # TEXT: this and one step are the routine
  mkdir -p "$home/config/winddown"
  printf '%s\nsteps = ( { id = "tea"; title = "Tea"; at = "bed - 1h"; }, { id = "bed"; title = "Lights out"; at = "bed"; });\n' \
    "$1" >"$home/config/winddown/winddown.cfg"
}

# night FILTER TIME [DATE]: of the plan of that date, as planned at that time
night() {
  at_json "$1" "$2" plan --json --night "${3:-tonight}"
}

routine 'bed = "23:00"; wake = "07:00";'
at '2026-03-01 12:00' undo >/dev/null 2>&1 # the program exists from here on

is "clocks go forward: bed in winter time" "2026-03-28T23:00:00+01:00" night .bed '2026-03-28 20:00'
is "and wake in summer time" "2026-03-29T07:00:00+02:00" night .wake '2026-03-28 20:00'
says "that is seven hours" "7 h that night (clocks change)" at '2026-03-28 20:00' plan
is "clocks go back: bed in summer time" "2026-10-24T23:00:00+02:00" night .bed '2026-10-24 20:00'
says "and nine hours" "9 h that night (clocks change)" at '2026-10-24 20:00' plan
is "other nights say nothing of it" "" sh -c '
  "$0" --now "2026-10-25 20:00" --data "$1" plan | grep "clocks change"' "$WINDDOWN" "$home/record"
is "the night goes on through the hour that is left out" 2026-03-28 at_json .night '2026-03-29 03:00' status --format json
is "and through the one that comes twice" 2026-10-24 at_json .night '2026-10-25 02:30' status --format json

routine 'bed = "02:30"; wake = "10:00";'
is "a time that is left out is the next valid minute" "2026-03-29T03:00:00+02:00" night .bed '2026-03-28 20:00'
is "what hangs on it is elapsed time away" "2026-03-29T01:00:00+01:00" \
  night '.steps[] | select(.id == "tea").at' '2026-03-28 20:00'
is "a time that comes twice is the first" "2026-10-25T02:30:00+02:00" night .bed '2026-10-24 20:00'

routine 'bed = "23:00"; wake = "07:00"; zone = "Australia/Lord_Howe";'
is "another zone, with half an hour of summer" "2026-10-03T23:00:00+10:30" night .bed '2026-10-03 20:00'
is "whose wake is half an hour nearer" "2026-10-04T07:00:00+11:00" night .wake '2026-10-03 20:00'
says "seven hours and a half" "7 h 30 min that night (clocks change)" at '2026-10-03 20:00' plan

routine 'bed = "23:00"; wake = "07:00"; zone = "Pacific/Apia";'
exits "a date that does not exist has no night" 1 at '2011-12-29 12:00' plan --night 2011-12-30
is "the night before it ends on the date after it" "2011-12-31T07:00:00+14:00" night .wake '2011-12-29 12:00'

routine 'bed = "23:00"; wake = "07:00"; shifts = { N = { bed = "08:45"; wake = "15:45"; }; };
rota = { from = "2026-12-07"; order = "N N N"; };'
is "coming nights follow the rota" "2026-12-09T08:45:00+01:00" night .bed '2026-12-01 12:00' 2026-12-08
is "and nothing of them is stored" 0 at_json '[.nights[] | select(.night > "2026-12-01")] | length' '2026-12-01 12:00' export
at '2026-12-02 09:00' shift 2026-12-03 N >/dev/null
says "a shift is chosen" "2026-12-02 (Wednesday) is shift N." at '2026-12-02 09:00' shift 2026-12-02 N
is "takes effect" "2026-12-03T08:45:00+01:00" night .bed '2026-12-02 09:00' 2026-12-02
exits "an unknown one is refused" 1 at '2026-12-02 09:00' shift 2026-12-02 X
is "and is taken back" "Undone: the shift is as it was before." at '2026-12-02 09:01' undo

routine 'bed = "23:00"; wake = "07:00";'
at '2026-12-20 12:00' undo >/dev/null 2>&1
exits "bedtime is not moved into the past" 1 at '2026-12-20 22:00' bed 21:00
is "bedtime moves" "Bedtime tonight is 00:30, wake-up 07:00." at '2026-12-20 22:00' bed 00:30
is "for that night alone" "2026-12-21T23:00:00+01:00" night .bed '2026-12-20 22:00' 2026-12-21
is "the wake time moves with it" "Bedtime tonight is 00:30, wake-up 09:00." at '2026-12-20 22:01' bed 00:30 --wake 09:00
is "until then it is that night" 2026-12-20 at_json .night '2026-12-21 08:30' status --format json
is "the next begins there" 2026-12-21 at_json .night '2026-12-21 09:00' status --format json
exits "a mark for a night to come is refused" 1 at '2026-12-20 22:00' skip tea --night 2026-12-24

finish
