#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# beside-calcurse.sh BUILD: how long a mark takes, memory and idling of the program in BUILD, with ten years of history,
# beside calcurse with an empty calendar, in one run. Needs calcurse, python3 and a release build; takes eleven minutes.
set -eu
build=$(cd "$1" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
export HOME="$home" XDG_CONFIG_HOME="$home/c" XDG_DATA_HOME="$home/d" XDG_STATE_HOME="$home/s" TERM=xterm-256color
unset COLORTERM DBUS_SESSION_BUS_ADDRESS
mkdir -p "$home/c/winddown" "$home/cal" "$home/cal1"
cp "$here/../../config/winddown.cfg" "$home/c/winddown/"
"$build/tests/bench/history" "$home/d/winddown" 3650
cp -r "$home/d/winddown" "$home/data"

mkdir "$home/mark"
"$build/tests/bench/mark" "$home/mark" 400
echo "idle, the evening counting down to bedtime in an hour"
bed=$(date -d '+70 min' +%H:%M)
sed -i "s/^bed .*/bed = \"$bed\";/; s/^wake .*/wake = \"$(date -d '+10 hours' +%H:%M)\";/" "$home/c/winddown/winddown.cfg"
python3 "$here/idle.py" 8 "$build/src/winddown --data $home/data" "calcurse -D $home/cal1"
