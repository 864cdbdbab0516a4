#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What commands answer is true: of an empty record, of what is still to come, of what is capped.
. "$(dirname "$0")/tap.sh"

is "an empty record has nothing to review" "Nothing to review yet: runs and shares appear once a night is over." \
  at '2026-11-24 21:50' review
is "nothing to compare is an empty list" "[]" at '2026-11-24 21:50' compare --json
is "nor a step to compare" "winddown: no night is recorded yet, so there is nothing to compare" \
  at '2026-11-24 21:50' compare screens
is "and no morning to answer" "winddown: The morning after 2026-11-23 was before your history begins." at '2026-11-24 21:50' morning
says "help names where more is said" "\"winddown help COMMAND\" explains a command" "$WINDDOWN" --help

at '2026-11-24 21:50' undo >/dev/null 2>&1 # the program exists from here on
is "a pause from now on" 'Screens off is paused from tonight. To resume: winddown resume screens' \
  at '2026-11-24 21:51' pause screens
is "a pause to come says from when" \
  'Dim the lights is paused from 2026-12-01. To resume: winddown resume dim' \
  at '2026-11-24 21:51' pause dim 2026-12-01
is "one with an end says until when" "Gentle stretching is paused from 2026-12-01 to 2026-12-05." \
  at '2026-11-24 21:51' pause stretch 2026-12-01 2026-12-05
is "one night is one night" "Gentle stretching is paused on 2026-12-08." \
  at '2026-11-24 21:51' pause stretch 2026-12-08 2026-12-08
is "everything, from a night on" "Everything is paused from 2026-12-20 until you resume it. These nights will not count." \
  at '2026-11-24 21:51' pause 2026-12-20
is "everything, for some nights" "Everything is paused from 2026-12-10 to 2026-12-12. These nights will not count." \
  at '2026-11-24 21:51' pause 2026-12-10 2026-12-12
is "everything, from now on" "Everything is paused until you resume it. These nights will not count." at '2026-11-24 21:51' pause all
is "until it is resumed" "The pause is over." at '2026-11-24 21:51' resume
exits "a date that is none is no step" 2 at '2026-11-24 21:51' pause 2026-13-01
says "and named as a night" \
  'winddown: "2026-13-01" is not a night; write it like 2026-11-24, yesterday, fri or -2' \
  at '2026-11-24 21:51' pause 2026-13-01

is "a snooze takes minutes alone" "Dim the lights: snoozed until 22:15." at '2026-11-24 22:10' snooze dim 5
is "and ends with the reminders of the night" "Dim the lights: snoozed until 23:30." at '2026-11-24 22:10' snooze dim 5h
is "after which there is none" "winddown: reminders of that night ended at 23:30" at '2026-11-24 23:31' snooze dim
at '2026-11-24 23:00' bed --lights-out 22:55 >/dev/null
at '2026-11-24 23:05' bed --lights-out 23:02 >/dev/null
is "a later lights out that is taken back leaves the first" "Undone: lights out at 22:55." \
  at '2026-11-24 23:06' undo
is "which is taken back, too" "Undone: lights out." at '2026-11-24 23:06' undo

at '2026-11-25 08:00' morning --rested 4 >/dev/null
is "a review begins where the record does" "2026-11-24 to 2026-11-25: 0 of 1 night kept" \
  sh -c '"$0" --now "2026-11-25 12:00" --data "$1" review --nights 100000 | head -1' "$WINDDOWN" "$home/record"
is "and so in JSON" 2026-11-24 at_json .from '2026-11-25 12:00' review --json
is "no zero is shown as a strength" 0 \
  sh -c '"$0" --now "2026-12-05 12:00" --data "$1" review | grep -c " 0 %"' "$WINDDOWN" "$home/record"
is "comparisons are lists of JSON" array at_json type '2026-11-25 12:00' compare --json

# A routine that cannot be used is never passed over in silence.
printf 'bed = "23:00";\nwaek = "07:00";\n' >"$home/unsound.cfg"
says "another routine than the one asked for is said to be in force" \
  "another routine is in force until that is put right" at '2026-11-25 12:00' --config "$home/unsound.cfg" plan
says "with the place" "unsound.cfg:2: waek: " at '2026-11-25 12:00' --config "$home/unsound.cfg" done dim
is "a line for a bar stays one line" 1 sh -c '"$0" --now "2026-11-25 12:00" --config "$1" status 2>&1 | wc -l' \
  "$WINDDOWN" "$home/unsound.cfg"
exits "a routine that is named and not there is an error of the data" 3 \
  at '2026-11-25 12:00' --config "$home/none.cfg" plan
exits "for check as well" 3 at '2026-11-25 12:00' --config "$home/none.cfg" check

cat >"$home/shifts.cfg" <<END
bed = "23:00"; wake = "06:30";
shifts = { N = { bed = "08:45"; wake = "15:45"; }; R = { }; };
rota = { from = "2026-11-23"; order = "N R"; };
steps = ( { id = "tea"; title = "Tea & <cake>"; at = "15:00"; } );
END
shifts() {
  at '2026-11-25 16:00' --config "$home/shifts.cfg" "$@"
}
is "a night without a bedtime has none" "2026-11-25: no bedtime, wake 06:30, shift N" \
  sh -c '"$0" --now "2026-11-25 16:00" --config "$1" plan | head -1' "$WINDDOWN" "$home/shifts.cfg"
is "nor does bed name one" "There is no bedtime tonight; the night ends at 06:30." \
  "$WINDDOWN" --now '2026-11-25 16:00' --config "$home/shifts.cfg" bed
is "the hours of a night that is over stay" "winddown: 2026-11-24 is over: its hours stay as they were" \
  shifts shift 2026-11-24 N
is "after bedtime only lights out is left" "lights out" "$WINDDOWN" --now '2026-11-26 03:00' status
at '2026-11-25 21:40' done magnesium >/dev/null
is "and what was done is told" "lights out, 1 of 3 done" at '2026-11-26 03:00' status
is "how to answer for another night" \
  "winddown: No answer yet for the night of 2026-11-25. To answer: winddown morning --night 2026-11-25 --rested 1-5" \
  at '2026-11-27 12:00' morning --night 2026-11-25

cat >"$home/rota.cfg" <<END
bed = "23:00"; wake = "07:00"; zone = "Europe/Berlin";
shifts = { N = { sleep = "08:30-16:00"; }; O = { }; X = { bed = "08:45"; }; };
rota = { from = "2027-01-04"; order = "O N N O O O O"; };
steps = ( { id = "walk"; title = "Walk"; at = "13:00"; } );
END
rota() {
  at '2027-01-04 20:00' --config "$home/rota.cfg" "$@"
}
says "shift alone lists the nights to come" "Tue 2027-01-05  N    sleep 08:30 to 16:00, 7 h 30 min" rota shift
says "the night after the last one has its bedtime" "Thu 2027-01-07  O    sleep 23:00 to 07:00, 8 h" rota shift
says "a change says its weekday" "2027-01-09 (Saturday) is shift X." rota shift 2027-01-09 X
says "and how to mend what it did" 'give shift X its own hours: sleep = "08:30-16:00"' rota shift 2027-01-09 X
says "check lists a rota" "Wed 2027-01-06  N    sleep 08:30 to 16:00, 7 h 30 min" rota check
says "a warning names shift and date" "2027-01-06, shift N: “Walk” falls into the planned sleep" rota check
says "check ends with what clocks show" "zone Europe/Berlin: it is 20:00 there now; tonight bed 23:00, wake 07:00" \
  rota check
says "a TZ that is not known is said" 'TZ is "Europe/Berln", which this machine does not know: UTC is used.' \
  env TZ=Europe/Berln "$WINDDOWN" check
says "by doctor, too" 'TZ is "Europe/Berln", which this machine does not know: UTC is used.' \
  env TZ=Europe/Berln "$WINDDOWN" doctor
says "status names the zone for programs" '"zone":"Europe/Berlin"' rota status --format json
sed 's/23:00/00:15/; s/ zone = "Europe.Berlin";//' "$home/rota.cfg" >"$home/gap.cfg"
says "a bedtime that clocks skip is said" \
  "Clocks change: 00:15 does not exist that night, so 01:00; 6 h in bed." \
  env TZ=Asia/Beirut "$WINDDOWN" --now '2026-03-28 20:00' --config "$home/gap.cfg" plan

is "tonight's morning is still to come" "winddown: The morning after 2026-11-27 is still to come." \
  at '2026-11-27 12:00' morning --night tonight

# A disk without any room is no reason not to read.
is "status reads where nothing can be written" "$(at '2026-11-25 21:00' status)" sh -c '
  trap "" XFSZ; ulimit -f 0; exec "$0" --now "2026-11-25 21:00" --data "$1" status' "$WINDDOWN" "$home/record"
if [ -w /dev/full ]; then
  exits "an answer that cannot be printed is an error of the data" 3 sh -c '
    "$0" --now "2026-11-25 21:00" --data "$1" plan >/dev/full' "$WINDDOWN" "$home/record"
fi
is "what is wrong with an option begins small" "winddown: unknown option --bogus" "$WINDDOWN" --bogus
is "a file that is not there is named once" "winddown: cannot read \"$home/none\": No such file or directory" \
  at '2026-11-25 21:00' import "$home/none"
finish
