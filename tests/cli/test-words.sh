#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Wrong words, wrong files, rehearsals: nothing crashes, nothing is half done.
. "$(dirname "$0")/tap.sh"

exits "help is no error" 0 "$WINDDOWN" --help
is "no line of it ends in a blank" "" sh -c '"$0" --help | grep " $"' "$WINDDOWN"
exits "version is no error" 0 "$WINDDOWN" --version
exits "an unknown command is wrong usage" 2 "$WINDDOWN" plam
says "and the nearest is named" 'did you mean "plan"?' "$WINDDOWN" plam
exits "an unknown option is wrong usage" 2 "$WINDDOWN" plan --nihgt today
exits "a night that is none is wrong usage" 2 "$WINDDOWN" plan --night 2026-02-30
exits "a time that is none is wrong usage" 2 "$WINDDOWN" --now 'half past nine' plan
exits "without a terminal and without a routine it says what to do" 1 "$WINDDOWN"
says "in one sentence" 'run "winddown" in a terminal once' "$WINDDOWN"
exits "undo with nothing to undo is refused" 1 "$WINDDOWN" --now '2026-11-24 21:00' undo
is "a rehearsal leaves nothing behind" "" find "$home" -mindepth 1 -not -name out
is "status leaves nothing behind" "" sh -c '"$0" status >/dev/null; find "$1" -mindepth 1 -not -name out' "$WINDDOWN" "$home"

exits "doctor without a session is no error" 0 "$WINDDOWN" doctor
says "and tells that nothing reminds" "while the dashboard is closed: no reminders" "$WINDDOWN" doctor
says "why that is" "No service manager answers" "$WINDDOWN" doctor
says "what there is to do" "start “winddown remind” with your session" "$WINDDOWN" doctor
says "doctor lists a module that loads" "module desktop: loads" "$WINDDOWN" doctor
says "and one that is missing" "module exchange: missing" env WINDDOWN_MODULES=/nonexistent "$WINDDOWN" doctor
says "with what does not work" "no reading of exports" env WINDDOWN_MODULES=/nonexistent "$WINDDOWN" doctor
says "with the package that brings it" "the package winddown" env WINDDOWN_MODULES=/nonexistent "$WINDDOWN" doctor
says "and which routine holds" "It is not there yet: the routine that comes with winddown holds." "$WINDDOWN" doctor

mkdir -p "$home/config/winddown"
printf 'bed = "23:00";\nwaek = "07:00";\nsteps = ( { id = "tea"; title = "Tea"; at = "bad - 1h"; } );\n' \
  >"$home/config/winddown/winddown.cfg"
exits "check finds problems" 1 "$WINDDOWN" check
says "with line and key, and the nearest right one" 'winddown.cfg:2: waek: ' "$WINDDOWN" check
says "all of them at once" 'winddown.cfg:3: steps[0].at: ' "$WINDDOWN" check
says "and what is wrong is told with the place of the file itself" \
  "winddown: $home/config/winddown/winddown.cfg:2: waek: " "$WINDDOWN" --now '2026-11-24 20:00' plan
says "an unsound routine leaves the shipped one in force" "Dim the lights" "$WINDDOWN" plan
printf 'bed = "22:15";\nwake = "06:00";\nzone = "Asia/Tokyo";\n' >"$home/good.cfg"
printf 'bed = "06:59";\nwake = "07:00";\n' >"$home/short.cfg"
says "a minute of sleep is doubted" "short.cfg:2: wake: the time in bed is not between 4 and 12 hours (a warning)" \
  "$WINDDOWN" check "$home/short.cfg"
says "and refused for one night" "winddown: that leaves 1 minute in bed: the wake time has to be later" \
  "$WINDDOWN" --now '2026-11-24 20:00' bed 06:59
exits "a sound file passes" 0 "$WINDDOWN" check "$home/good.cfg"
is "--config replaces the routine" "2026-11-24T22:15:00+09:00" sh -c '
  "$0" --config "$1" --now "2026-11-24 20:00" plan --json | jq -r .bed' "$WINDDOWN" "$home/good.cfg"

mkdir "$home/locked"
echo 'not a database, whatever its name says, and long enough to be read' >"$home/locked/nights.db"
exits "a damaged record is an error of the data" 3 "$WINDDOWN" --data "$home/locked" done dim
is "and is left as it is" "not a database, whatever its name says, and long enough to be read" cat "$home/locked/nights.db"
exits "check takes the time of a rehearsal" 2 "$WINDDOWN" --now 'no time' check "$home/good.cfg"
cat >"$home/mondays.cfg" <<END
steps = (
  { id = "sauna"; title = "The bath"; at = "bed - 3h"; days = ["mon"]; },
  { id = "bath"; title = "Footbath"; at = "bed - 2h"; } );
END
tuesday() {
  "$WINDDOWN" --config "$home/mondays.cfg" --data "$home/tuesday" --now '2026-11-24 20:00' "$@"
}
is "a step that is not due tonight can be paused" "The bath is paused from 2026-12-01 to 2026-12-31." tuesday pause sauna 2026-12-01 2026-12-31
exits "a pause takes no third word behind its step" 2 tuesday pause tonight 2026-12-01 2026-12-31
exits "a date is no step to resume" 1 tuesday resume 2026-12-01
is "and the step is back in by its id" "The bath is resumed." tuesday resume SAUNA
says "an id wins over the title of another step" "Footbath: done" tuesday done bath
exits "a night without a step is wrong usage" 2 tuesday done --night yesterday
exits "a comparison needs a step that was ever there" 1 tuesday compare tea
rm "$home/config/winddown/winddown.cfg"
says "why has what each source says of the step" "It asks to limit caffeine, with no hour." "$WINDDOWN" why caffeine
says "and where its hour comes from" "9 hours: in a review of 2023" "$WINDDOWN" why caffeine
is "a source is named only where it speaks of the step" "" sh -c '"$0" why screens | grep -i "blue light\|guest post"' \
  "$WINDDOWN"
for word in "kidney disease" pregnant child antibiotics bisphosphonates gabapentin diarrhoea "250 to 350 mg" \
  "Nielsen and others, 2010; 100 people"; do
  says "why magnesium says $word" "$word" sh -c '"$0" why magnesium | tr "\n" " "' "$WINDDOWN"
done
cat >"$home/own.cfg" <<'END'
bed = "23:00"; wake = "07:00";
steps = ( { id = "mg"; title = "A powder"; at = "bed - 1h"; dose = { amount = 100; unit = "mg elemental"; }; },
  { id = "tea"; title = "Tea"; at = "bed - 1h"; sources = ["My grandmother"]; } );
END
says "a step with a dose has the same cautions" "kidney disease" sh -c '"$0" --config "$1" why mg' "$WINDDOWN" "$home/own.cfg"
says "a person's own source is named as theirs" "Your own source:" "$WINDDOWN" --config "$home/own.cfg" why tea
is "and nothing is said of other ones" "" sh -c '"$0" --config "$1" why tea | grep -i "document\|No source"' "$WINDDOWN" \
  "$home/own.cfg"
is "why names the documents, and no disease" "" sh -c '
  for step in caffeine dim magnesium stretch breathe screens bed; do "$0" why "$step"; done | grep -iE "insomnia|restless|cures"' \
  "$WINDDOWN"
cat >"$home/lamp.cfg" <<END
steps = ( { id = "lamp"; title = "The lamp"; at = "bed - 2h"; on_done = "touch $home/lamp"; } );
END
chmod 600 "$home/lamp.cfg"
lamp() {
  "$WINDDOWN" --config "$home/lamp.cfg" --now '2026-11-24 20:00' "$@" done lamp
}
says "a rehearsal says which command does not run" \
  "winddown: The command for lamp (done): in a rehearsal it does not run (touch $home/lamp)." lamp
is "and does not run it" "" find "$home" -name lamp
lamp --data "$home/lamps" >/dev/null
waited=0
while [ ! -e "$home/lamp" ] && [ "$waited" -lt 200 ]; do
  waited=$((waited + 1))
  sleep 0.02
done
is "on a record that was named, it runs" "$home/lamp" find "$home" -name lamp
finish
