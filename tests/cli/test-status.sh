#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What a bar shows over an evening, a night and a morning, and that it follows what other programs do.
. "$(dirname "$0")/tap.sh"

at '2026-11-23 06:00' undo >/dev/null 2>&1 # the program exists from here on

# bar NAME CLASS TEXT TIME
bar() {
  is "bar-$1" "$2: $3" at_json '.class + ": " + .text' "$4" status --format waybar
}

bar "asks-in-the-morning" morning "how rested? m" '2026-11-24 07:00'
at '2026-11-24 07:05' morning --rested 4 >/dev/null
bar "is-quiet-once-the-morning-is-answered" day "" '2026-11-24 07:06'
bar "is-quiet-about-what-is-further-away" day "" '2026-11-24 12:59:59'
bar "is-quiet-about-a-step-of-the-day-without-a-reminder" day "" '2026-11-24 11:30'
bar "says-what-comes-within-the-hour" day "No more caffeine in 1 h" '2026-11-24 13:00'
bar "names-a-stretch-by-its-title-as-it-begins" due "No more caffeine now" '2026-11-24 14:00'
bar "names-it-until-it-is-no-longer-useful" due "No more caffeine now" '2026-11-24 14:29:59'
bar "is-quiet-while-the-stretch-runs" day "" '2026-11-24 14:30'
bar "names-a-moment-as-it-comes" due "night colours now" '2026-11-24 20:00'
at '2026-11-24 20:00' done blue-light >/dev/null
bar "counts-down-to-bed-in-the-evening" evening "bed in 3 h" '2026-11-24 20:00'
at '2026-11-24 21:30' done magnesium >/dev/null
bar "says-what-comes-next" evening "dim in 30 min" '2026-11-24 21:30'
bar "says-what-is-due-now" due "dim now" '2026-11-24 22:00'
bar "counts-what-else-is-open" due "stretch now, +1 open" '2026-11-24 22:02'
bar "counts-all-of-it" due "breathe now, +2 open" '2026-11-24 22:15'
at '2026-11-24 22:16' done dim >/dev/null
bar "forgets-what-is-done" due "breathe now, +1 open" '2026-11-24 22:16'
at '2026-11-24 22:16' skip stretch >/dev/null
at '2026-11-24 22:16' snooze breathe 5m >/dev/null
bar "waits-for-the-end-of-a-snooze" winddown "breathe in 5 min" '2026-11-24 22:16'
bar "says-it-again-then" due "breathe now" '2026-11-24 22:21'
at '2026-11-24 22:22' done breathe >/dev/null
bar "is-calm-in-the-last-hour" winddown "Screens off in 8 min" '2026-11-24 22:22'
bar "says-lights-out-from-bedtime-on" bedtime "lights out" '2026-11-24 23:00'
bar "says-lights-out-until-it-is-told" bedtime "lights out" '2026-11-25 03:00'
at '2026-11-24 22:50' bed --lights-out >/dev/null
bar "says-good-night-after-that-and-counts-no-more" goodnight "good night" '2026-11-24 22:51'
is "status-says-good-night-as-well" "good night" at '2026-11-24 22:51' status
bar "says-good-night-until-the-wake-time" goodnight "good night" '2026-11-25 06:59:59'
bar "asks-from-the-wake-time-on" morning "how rested? m" '2026-11-25 07:00'
bar "asks-no-more-when-the-evening-begins" due "night colours now" '2026-11-25 20:00'

now='2026-11-25 22:15'
is "waybar-has-a-line-for-each-open-step" "bed 23:00, 0 of 6 done
08:00  Go outside
12:00  Eat something rich in magnesium
14:00  No more caffeine, until 23:00
17:00  Move moderately
20:00  No more alcohol, until 23:00
20:00  Night colours on
21:30  Magnesium, your own choice
22:00  Dim the lights, now
22:02  Gentle stretching, now
22:15  Slow breathing, now
22:30  Screens off
23:00  Lights out" at_json .tooltip "$now" status --format waybar
is "waybar-alt-is-the-class-for-an-icon" due at_json .alt "$now" status --format waybar
at "$now" done dim >/dev/null
is "waybar-percentage-is-what-is-done" 16 at_json .percentage "$now" status --format waybar
is "status-in-json-has-class-and-text" "due breathe now, +1 open" at_json '"\(.class) \(.text)"' "$now" status --format json
is "status-in-json-has-what-is-due-apart-from-what-is-open" '["breathe","stretch"] true' at_json \
  '"\(.due) \(.open | index("outdoors") != null)"' "$now" status --format json
is "status-in-json-has-lights-out-and-the-open-morning" "2026-11-24T22:50:00+01:00 2026-11-24" sh -c '
  "$0" --data "$1" --now "2026-11-24 22:55" status --format json | jq -r .lights_out | tr "\n" " "
  "$0" --data "$1" --now "2026-11-25 08:00" status --format json | jq -r .morning_due' "$WINDDOWN" "$home/record"
is "i3blocks-has-a-short-text" "breathe now" at_json .short_text "$now" status --format i3blocks
is "i3blocks-is-urgent-when-something-is-due" true at_json .urgent "$now" status --format i3blocks
exits "unknown-format-is-wrong-usage" 2 at "$now" status --format xmobar

cat >"$home/odd.cfg" <<'END'
bed = "23:00"; wake = "07:00";
steps = ( { id = "tea"; title = "Tea & <b>cake</b> #[2] %{F#f00}"; short = "tea & <b>cake</b> #[2] %{F#f00}"; at = "22:00"; } );
END
odd() {
  "$WINDDOWN" --now '2026-11-25 22:00' --config "$home/odd.cfg" status --format "$1"
}
is "waybar-text-is-escaped-for-markup" "tea &amp; &lt;b&gt;cake&lt;/b&gt; #[2] %{F#f00} now" sh -c 'printf %s "$1" | jq -r .text' sh \
  "$(odd waybar)"
is "waybar-tooltip-is-escaped-for-markup" 1 sh -c 'printf %s "$1" | jq -r .tooltip | grep -c "Tea &amp; &lt;b&gt;cake&lt;/b&gt;"' sh \
  "$(odd waybar)"
is "i3blocks-says-that-it-is-no-markup" "none tea & <b>cake</b> #[2] %{F#f00} now" sh -c '
  printf %s "$1" | jq -r ".markup + \" \" + .full_text"' sh "$(odd i3blocks)"
is "tmux-reads-a-title-as-text" "tea & <b>cake</b> ##[2] %{F##f00} now" odd tmux
is "polybar-reads-a-title-as-text" "tea & <b>cake</b> #[2] % {F#f00} now" odd polybar

# --- following ---
lines() { # COUNT: waits until so many lines are there
  waited=0
  while [ "$(wc -l <"$home/lines")" -lt "$1" ] && [ "$waited" -lt 400 ]; do
    waited=$((waited + 1))
    sleep 0.05
  done
  cat "$home/lines"
}
follow() { # RECORD TIME SPEED
  : >"$home/lines"
  "$WINDDOWN" --data "$home/$1" --now "$2" --speed "$3" status --format tmux --follow >"$home/lines" &
  follower=$!
}
follow record '2026-11-26 22:00:01' 0.001
is "follow-prints-a-line-at-once" "dim now" lines 1
at '2026-11-26 22:00:02' done dim >/dev/null
is "follow-prints-a-line-after-an-act-of-another-program" "dim now
stretch in 2 min" lines 2
at '2026-11-26 22:00:02' done caffeine >/dev/null
at '2026-11-26 22:00:02' undo >/dev/null
at '2026-11-26 22:00:02' undo >/dev/null
is "follow-prints-only-what-changes" "dim now
stretch in 2 min
dim now" lines 3
kill "$follower"
wait "$follower"
is "follow-ends-by-a-signal-without-an-error" 0 echo $?
follow record '2026-11-26 22:29:57' 4
is "follow-prints-a-line-when-time-changes-it" "breathe now, +2 open
Screens off now, +2 open" lines 2
kill "$follower"
wait "$follower"
is "follow-ends-when-its-reader-goes-away" "dim now 0" sh -c '
  { timeout 20 "$0" --data "$1" --now "2026-11-26 22:00:01" --speed 0.001 status --format tmux --follow; echo $? >"$1/status"; } |
    head -1 | tr "\n" " "; cat "$1/status"' "$WINDDOWN" "$home/record"
follow new '2026-11-26 22:16' 0.001
is "follow-begins-without-a-record" "Screens off in 14 min" lines 1
"$WINDDOWN" --data "$home/new" --now '2026-11-26 22:16' skip screens >/dev/null
is "follow-finds-a-record-that-another-program-begins" "Screens off in 14 min
bed in 44 min" lines 2
"$WINDDOWN" --data "$home/new" --now '2026-11-26 22:16' undo >/dev/null
is "follow-goes-on-with-that-record" "Screens off in 14 min
bed in 44 min
Screens off in 14 min" lines 3
kill "$follower"
wait "$follower"
finish
