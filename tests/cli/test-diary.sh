#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# diary: the page of two weeks in all its forms.
. "$(dirname "$0")/tap.sh"

at '2026-11-24 22:40' done caffeine >/dev/null
at '2026-11-24 23:59' bed --lights-out 23:10 >/dev/null
at '2026-11-25 07:20' morning --rested 4 --asleep-after 25 --wakings 2 --awake 20 --woke 6:40 --up 7:05 --quality 3 \
  --note 'rain, and "wind"' >/dev/null

rows() { at '2026-11-25 12:00' diary "$@" --format csv; }
is "two weeks end with the night before tonight" '"2026-11-12" "2026-11-25" 14' sh -c '
  printf "\"%s\" \"%s\" %s" "$(sed -n 2p "$0" | cut -d, -f1)" "$(tail -n 1 "$0" | cut -d, -f1)" \
    "$(($(wc -l <"$0") - 1))"' "$(rows >"$home/rows.csv" && echo "$home/rows.csv")"
is "a row has what was told" \
  '2026-11-25,23:10,25,2,20,06:40,07:05,475,405,85,3,4,,done,,,"rain, and ""wind"""' sh -c 'tail -n 1 "$0" | tr -d "\r"' "$home/rows.csv"
is "a night of which nothing was told is blank" '2026-11-24,,,,,,,,,,,,,,,,' sh -c 'sed -n 14p "$0" | tr -d "\r"' "$home/rows.csv"
is "from and nights choose others" '2026-11-25,23:10' sh -c 'sed -n 2p "$0" | cut -d, -f1,2' \
  "$(rows --from 2026-11-24 --nights 3 >"$home/some.csv" && echo "$home/some.csv")"
says "the page is readable on a terminal" "Wed 25 Nov" at '2026-11-25 12:00' diary
says "in ASCII where the locale has no more" "#  asleep" env LC_ALL=C "$WINDDOWN" --now '2026-11-25 12:00' --data "$home/record" diary
says "nights to come make a page to fill in" "Leave blank what you do not know" at '2026-11-25 12:00' diary --from 2026-12-01
for form in pdf svg png html; do
  at '2026-11-25 12:00' diary "$home/diary.$form"
done
says "the name of the file tells the form" "%PDF-1" head -c 8 "$home/diary.pdf"
says "so it does for SVG" "<svg" head -c 200 "$home/diary.svg"
says "and PNG" "PNG" head -c 8 "$home/diary.png"
says "and HTML" "<!DOCTYPE html>" head -n 1 "$home/diary.html"
is "only its owner can read it" 600 stat -c %a "$home/diary.pdf"
exits "another form is refused" 2 at '2026-11-25 12:00' diary --format docx
exits "another sheet is refused" 2 at '2026-11-25 12:00' diary --paper a3
exits "so are more nights than fit" 2 at '2026-11-25 12:00' diary --nights 32
exits "a folder that is not there is said" 3 at '2026-11-25 12:00' diary "$home/none/diary.pdf"
finish
