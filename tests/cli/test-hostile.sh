#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Text from an import, a file's name or a note reaches the terminal without escape, control or bidi characters.
. "$(dirname "$0")/tap.sh"

at '2026-11-20 12:00' undo >/dev/null 2>&1 # the program exists from here on
at '2026-11-24 22:04' done dim >/dev/null
at '2026-11-24 23:00' bed --lights-out >/dev/null
at '2026-11-25 08:00' morning --rested 4 --note "fine" >/dev/null

# What a terminal must not get: an escape, a bell, the C1 controls of CSI and OSC, a bidi override and a line separator.
escape=$(printf '\033') bell=$(printf '\007') csi=$(printf '\302\233') osc=$(printf '\302\235')
override=$(printf '\342\200\256') separator=$(printf '\342\200\250')
hostile="$escape]0;taken$bell$csi""31m$osc""52;c;x$override""gnp$separator"
quoted='\\u001b]0;taken\\u0007\\u009b31m\\u009d52;c;x\\u202egnp\\u2028' # for sed

at '2026-11-25 08:01' export | sed -e "s/Dim the lights/$quoted/" -e "s/No more caffeine/$quoted no/" \
  -e "s/\"fine\"/\"$quoted\"/" >"$home/hostile.json"
mkdir "$home/other"
other() { # TIME COMMAND...
  time=$1
  shift
  "$WINDDOWN" --data "$home/other" --now "$time" "$@"
}
other '2026-11-25 08:05' import "$home/hostile.json" >/dev/null
is "import-keeps-a-title-as-it-came" kept sh -c \
  '"$0" --data "$1" --now "2026-11-25 09:00" export | grep -q "u001b\]0;taken" && echo kept' \
  "$WINDDOWN" "$home/other"

clean() { # NAME COMMAND...: both outputs have none of them, and something was printed
  name=$1
  shift
  "$@" >"$home/out" 2>&1 </dev/null
  if [ -s "$home/out" ] && ! LC_ALL=C grep -qF -e "$escape" -e "$bell" -e "$csi" -e "$osc" -e "$override" -e "$separator" \
    "$home/out"; then
    result 0 "$name"
  else
    result 1 "$name"
    od -c "$home/out" | head -20 | sed 's/^/# /'
  fi
}
now='2026-11-25 09:00'
for command in "plan --night 2026-11-24" "status" "next" "morning" "morning --night 2026-11-24" "review" "compare" \
  "undo" "done dim --night 2026-11-24" "slip dim --night 2026-11-24" "reopen dim --night 2026-11-24" "undo" \
  "bed --lights-out 22:00 --night 2026-11-24" "morning --kept --night 2026-11-24" "undo" "doctor" "restore"; do
  clean "$(echo "$command" | tr -c 'a-z0-9\n' -)-prints-no-escape" other "$now" $command
done
for format in text json waybar tmux i3blocks polybar; do
  clean "status-for-$format-prints-no-escape" other '2026-11-24 22:00' status --format "$format"
done
clean "plan-in-json-prints-no-escape" other "$now" plan --night 2026-11-24 --json
clean "a-word-prints-no-escape" other "$now" done "$hostile"
clean "a-night-prints-no-escape" other "$now" plan --night "$hostile"
clean "a-file-name-prints-no-escape" other "$now" import "$home/$hostile"
clean "a-config-name-prints-no-escape" other "$now" --config "$home/$hostile" check
clean "a-folder-name-prints-no-escape" "$WINDDOWN" --data "/proc/$hostile" --now "$now" done dim
printf 'bed = "%s"; steps = ( { id = "%s"; title = "%s"; at = "%s"; } );\n' "$hostile" "$hostile" "$hostile" "$hostile" \
  >"$home/hostile.cfg"
clean "a-config-prints-no-escape" other "$now" --config "$home/hostile.cfg" check
clean "a-title-of-a-config-prints-no-escape" other "$now" --config "$home/hostile.cfg" plan
finish
