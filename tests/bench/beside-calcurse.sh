#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# beside-calcurse.sh BUILD: first frame, commands, memory and idling of the program in BUILD, with ten years of history,
# beside calcurse with an empty calendar, in one run. Needs calcurse, tmux, python3 and a release build; takes three minutes.
set -eu
build=$(cd "$1" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
home=$(mktemp -d)
trap 'tmux -L bench kill-server 2>/dev/null; rm -rf "$home"' EXIT
export HOME="$home" XDG_CONFIG_HOME="$home/c" XDG_DATA_HOME="$home/d" XDG_STATE_HOME="$home/s" TERM=xterm-256color
unset COLORTERM DBUS_SESSION_BUS_ADDRESS
mkdir -p "$home/c/winddown" "$home/cal" "$home/cal1"
cp "$here/../../config/winddown.cfg" "$home/c/winddown/"
"$build/tests/bench/history" "$home/d/winddown" 3650
cp -r "$home/d/winddown" "$home/data"

echo "first complete frame (80x24)"
for round in 1 2 3; do
  "$build/tests/bench/frame" 60 help q "$build/src/winddown"
  "$build/tests/bench/frame" 20 Quit qy calcurse -D "$home/cal"
done
mkdir "$home/mark"
"$build/tests/bench/mark" "$home/mark" 400
echo "commands (mean of 100 runs)"
for words in --version status plan; do
  begun=$(date +%s%N)
  for _ in $(seq 100); do "$build/src/winddown" $words >/dev/null; done
  echo "winddown $words: $((($(date +%s%N) - begun) / 100000)) us"
done

tmux -u -L bench -f /dev/null new-session -d -x 80 -y 24 -s w "$build/src/winddown --data $home/data"
tmux -L bench new-session -d -x 80 -y 24 -s c "calcurse -D $home/cal1"
sleep 40 # the day's backup is over
pid() {
  tmux -L bench display -p -t "$1" '#{pane_pid}'
}
python3 "$here/idle.py" 120 winddown="$(pid w)" calcurse="$(pid c)"
