#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What is exported can be taken in elsewhere, as often as one likes.
. "$(dirname "$0")/tap.sh"

at '2026-11-24 21:00' done magnesium >/dev/null
at '2026-11-24 22:10' skip stretch >/dev/null
at '2026-11-25 08:00' morning --rested 3 --note 'a "quoted", long night' >/dev/null
at '2026-11-25 08:01' pause outdoors 2026-11-26 2026-11-28 >/dev/null
at '2026-11-25 08:02' export "$home/one.json" >/dev/null

elsewhere() {
  "$WINDDOWN" --now '2026-11-25 08:05' --data "$home/other" "$@"
}
is "import takes what export wrote" "1 night and 1 pause merged in." elsewhere import "$home/one.json"
elsewhere export "$home/two.json"
# Tonight was planned elsewhere before the import, and that plan stays; the night before came whole.
night() {
  jq '.pauses, (.nights[] | select(.night == "2026-11-24"))' "$1"
}
is "and exports the same" "$(night "$home/one.json")" night "$home/two.json"
is "and it is said that nothing was new" "All of this is here already: nothing has changed." \
  elsewhere import "$home/one.json"
elsewhere export "$home/three.json"
exits "importing again changes nothing" 0 cmp "$home/two.json" "$home/three.json"
at '2026-11-25 09:00' reopen magnesium --night 2026-11-24 >/dev/null
at '2026-11-25 09:01' export "$home/four.json"
is "one step of one night is news" "1 night merged in." elsewhere import "$home/four.json"
is "a step that was reopened travels" open sh -c '
  "$0" --now "2026-11-25 09:05" --data "$1" plan --night 2026-11-24 --json |
    jq -r ".steps[] | select(.id == \"magnesium\") | .mark"' "$WINDDOWN" "$home/other"
elsewhere import "$home/one.json" >/dev/null
is "and an older export does not bring it back" open sh -c '
  "$0" --now "2026-11-25 09:05" --data "$1" plan --night 2026-11-24 --json |
    jq -r ".steps[] | select(.id == \"magnesium\") | .mark"' "$WINDDOWN" "$home/other"
printf 'steps = ( { id = "tea"; title = "Kräutertee · warm"; at = "bed - 1h"; } );\n' >"$home/tea.cfg"
is "JSON is UTF-8 in every locale" "Kräutertee · warm" sh -c '
  LC_ALL=C "$0" --config "$1" --now "2026-11-24 21:00" plan --json | jq -r ".steps[0].title"' "$WINDDOWN" "$home/tea.cfg"
says "a locale for money that is not installed costs no letters" "Kräutertee · warm" env -u LC_ALL LANG=C.UTF-8 \
  LC_MONETARY=xx_XX.UTF-8 "$WINDDOWN" --config "$home/tea.cfg" --now "2026-11-24 21:00" plan
if [ -w /dev/full ]; then
  exits "an export that does not fit is an error of the data" 3 sh -c '
    "$0" --now "2026-11-24 21:00" export >/dev/full' "$WINDDOWN"
fi
echo '{"format":"winddown","version":1,"nights":[{"night":"nonsense"}],"pauses":[]}' >"$home/bad.json"
exits "what is no export is refused" 1 elsewhere import "$home/bad.json"
says "with the place" 'nights[0].night' elsewhere import "$home/bad.json"
exits "a file that is not there is an error of the data" 3 elsewhere import "$home/none.json"
is "CSV has a row for each step of each night" "$(jq '[.nights[].steps[]] | length' "$home/one.json")" sh -c '
  "$0" --now "2026-11-25 08:02" --data "$1" export --format csv | tail -n +2 | grep -c "^2026-"' "$WINDDOWN" "$home/record"
exits "an unknown format is wrong usage" 2 elsewhere export --format xml
finish
