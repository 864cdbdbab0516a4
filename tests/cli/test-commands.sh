#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What follows from the table of commands: help, the messages for wrong usage, completion.
. "$(dirname "$0")/tap.sh"

listed() { # the commands that help lists
  "$WINDDOWN" --help | sed -n 's/^  \(Tonight\|Answer\|Change\|Look back\|Your data\|Program\) *//p' | tr -s ' ' '\n' | grep .
}
is "help-fits-on-a-screen-of-24-lines" yes sh -c '[ "$("$0" --help | wc -l)" -le 24 ] && echo yes' "$WINDDOWN"
is "help-fits-into-80-columns" "" sh -c '"$0" --help | grep -E "^.{81}"' "$WINDDOWN"
is "help-has-three-examples" 3 sh -c '"$0" --help | grep -c "^  winddown "' "$WINDDOWN"
listed >"$home/listed"
is "help-lists-all-that-can-be-completed" "$(sort "$home/listed")" sh -c '"$0" complete "" | cut -f1 | sort' "$WINDDOWN"
while read -r command; do
  "$WINDDOWN" help "$command" >"$home/page" 2>&1
  is "help-of-$command-says-what-it-does-with-an-example-and-its-exit-status" "usage: winddown $command
Example
Exit status" sh -c 'head -1 "$0" | grep -o "^usage: winddown [a-z]*"; grep -x "Example\|Exit status" "$0"' "$home/page"
  is "help-of-$command-is-what-its-own-option-prints" "$(cat "$home/page")" "$WINDDOWN" "$command" --help
done <"$home/listed"
says "help-of-a-command-explains-its-options" "  --json                  Print JSON." "$WINDDOWN" help next
exits "help-of-an-unknown-command-is-wrong-usage" 2 "$WINDDOWN" help mornin
says "help-of-an-unknown-command-names-the-nearest" 'did you mean "morning"?' "$WINDDOWN" help mornin

is "word-too-many-is-named-with-the-usage" 'winddown: "tea" is one word too many
usage: winddown why STEP' "$WINDDOWN" why dim tea
is "missing-word-is-said-with-the-usage" "winddown: a word is missing
usage: winddown why STEP" "$WINDDOWN" why
says "unknown-option-names-the-nearest" "unknown option --nihgt: did you mean --night?" "$WINDDOWN" plan --nihgt today
says "option-without-its-value-says-how-to-write-it" "--night needs a value: --night D" "$WINDDOWN" plan --night
says "next-option-is-not-taken-for-a-value" "--night needs a value: --night D" "$WINDDOWN" plan --night --json
says "option-that-has-no-value-refuses-one" "--json has no value" "$WINDDOWN" plan --json=yes
is "value-may-be-behind-an-equals-sign" 2026-11-25 at_json .night '2026-11-24 20:00' plan --night=tomorrow --json
exits "two-dashes-end-the-options" 1 at '2026-11-24 20:00' done -- --night
says "number-is-read-by-winddown-itself" '"four" is not a number from 1 to 5, as --rested takes it' \
  at '2026-11-24 20:00' morning --rested four
says "length-is-read-like-everywhere" '"soon" is not a length' at '2026-11-24 20:00' morning --awake soon
is "quiet-prints-no-answer" "" at '2026-11-24 22:10' -q done dim
is "quiet-act-is-done" done at_json '.steps[] | select(.id == "dim").mark' '2026-11-24 22:10' plan --json
is "quiet-prints-errors" 'winddown: there is no step "tea"' sh -c '
  "$0" --now "2026-11-24 22:10" -q done tea 2>&1 | grep -o "^[^,:]*: there is no step \"tea\""' "$WINDDOWN"
is "quiet-prints-data-that-was-asked-for" 2026-11-24 at_json .night '2026-11-24 22:10' plan --json -q

completes() { # NAME EXPECTED WORDS...
  name=$1 expected=$2
  shift 2
  is "$name" "$expected" sh -c '"$WINDDOWN" --now "2026-11-24 20:00" complete -- "$@" | cut -f1 | tr "\n" " " | sed "s/ $//"' \
    sh "$@"
}
export WINDDOWN
completes "completion-of-a-command" "status" sta
completes "completion-of-steps-by-id" "stretch screens" done s
completes "completion-of-several-kinds" "tonight tomorrow" pause dim to
completes "completion-behind-two-dashes-offers-no-option" "" done -- --n
completes "completion-offers-no-option-of-another-command" "" remind --js
completes "completion-of-a-choice" "json csv" export --format ""
completes "completion-behind-an-equals-sign" "--format=csv" export --format=c
completes "completion-leaves-files-to-the-shell" ":files" import ""
completes "completion-leaves-folders-to-the-shell" ":folders" --data ""
completes "completion-of-dates-begins-tonight" "2026-11-24 2026-11-23 2026-11-22 2026-11-21 2026-11-20" plan --night 2026-11-2
completes "completion-offers-nothing-for-a-word-too-many" "" why dim d
finish
