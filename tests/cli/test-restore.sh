#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copies of the record, and a record that is damaged.
. "$(dirname "$0")/tap.sh"

record=$home/record
on() { # TIME WORDS...
  now=$1
  shift
  "$WINDDOWN" --data "$record" --now "$now" "$@"
}
spoil() { # what is written over the middle of the file
  printf 'ZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZ' | dd of="$record/nights.db" bs=1 seek=$1 conv=notrunc 2>/dev/null
}

is "without a record there is nothing to put back" "There is no record.
There is no sound copy." on '2026-11-23 21:00' restore
on '2026-11-23 21:50' done magnesium >/dev/null
on '2026-11-24 21:50' done magnesium >/dev/null
says "a copy says what it holds" "2026-11-23           1 night, up to 2026-11-23" on '2026-11-24 22:00' restore
says "and what it lacks" "it lacks what you have now of 2026-11-24" on '2026-11-24 22:00' restore
says "doctor counts the sound copies" "copies: 2 sound ones, the newest 2026-11-24" on '2026-11-24 22:00' doctor
mv "$record/backups" "$home/kept"
echo "in the way" >"$record/backups"
says "doctor says that no copy can be made" "No daily copy can be made: $record/backups is in the way of a folder." on '2026-11-24 22:00' doctor
rm "$record/backups"
mv "$home/kept" "$record/backups"
exits "nobody answers: nothing is changed" 1 on '2026-11-24 22:00' restore 2026-11-23
says "and that is said" "nothing was changed; add --yes" on '2026-11-24 22:00' restore 2026-11-23
exits "there is no copy of another day" 1 on '2026-11-24 22:00' restore 2026-11-20 --yes
exits "one is put back" 0 on '2026-11-24 22:00' restore 2026-11-23 --yes
says "the night after it is gone" "holds 1 night" on '2026-11-24 22:01' restore
is "undo brings it back" "Undone: your history is as it was before the copy was restored." on '2026-11-24 22:02' undo
says "whole" "holds 2 nights" on '2026-11-24 22:03' restore
for page in 2 3 4 5 6 7 8 9; do
  spoil $((page * 4096))
done
rm "$record/backups/nights-2026-11-24.db"
says "a command that answers at length tells of the damage" "winddown restore" on '2026-11-24 22:04' review
exits "a damaged record is put back" 0 on '2026-11-24 22:04' restore 2026-11-23 --yes
says "and sound again" "The record is sound" on '2026-11-24 22:05' restore
printf 'no database at all, this one, though it is long enough to be taken for one by its size alone....' >"$record/nights.db"
exits "what is no database is no answer" 3 on '2026-11-24 22:06' plan
says "but the way out is named" "winddown restore" on '2026-11-24 22:06' plan
exits "which leads out" 0 on '2026-11-24 22:06' restore 2026-11-23 --yes
exits "so that there is an answer again" 0 on '2026-11-24 22:07' plan
# A rehearsal leaves nothing, however it ends.
TMPDIR=$home/tmp XDG_DATA_HOME=$home/share
export TMPDIR XDG_DATA_HOME
mkdir -p "$TMPDIR" "$XDG_DATA_HOME"
cp -r "$record" "$XDG_DATA_HOME/winddown"
sum() { cksum <"$XDG_DATA_HOME/winddown/nights.db"; }
before=$(sum)
left() { ls -A "$TMPDIR"; }
rehearse() { "$WINDDOWN" --now '2026-11-24 22:10' "$@"; }
rehearse export | head -c 1 >/dev/null
is "a reader that goes away leaves nothing" "" left
rehearse review | head -1 >/dev/null
is "nor behind the review" "" left
says "a command that writes is rehearsed" "done at 22:10" rehearse done dim
is "on nothing that stays" "$before" sum
is "nor in the folder for what is thrown away" "" left
rehearse --speed 600 remind >/dev/null 2>&1 &
rehearsal=$!
sleep 1
kill -9 $rehearsal
wait $rehearsal 2>/dev/null
is "one that is killed leaves nothing" "" left
is "and has written nothing" "$before" sum
exits "a rehearsal puts no record back" 1 rehearse restore 2026-11-23 --yes
finish
