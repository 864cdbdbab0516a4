# SPDX-License-Identifier: GPL-3.0-or-later
# Completion for bash: "winddown complete" knows what can be typed next.

_winddown() {
  local -a words=() reply=()
  local i word current line joins=''
  # Quotes are taken off, and what bash has divided at "=" is joined again.
  for ((i = 1; i <= COMP_CWORD; i++)); do
    word=${COMP_WORDS[i]//[\\\"\']/}
    word=${word/#\~\//$HOME/}
    if [ "$word" = "=" ] && [ "${#words[@]}" -gt 0 ]; then
      words[-1]+='='
      joins=yes
    elif [ -n "$joins" ]; then
      words[-1]+=$word
      joins=
    else
      words+=("$word")
    fi
  done
  current=${words[-1]}
  while IFS= read -r line; do
    case $line in
      :files | :folders)
        compopt -o filenames 2>/dev/null
        i=-f
        [ "$line" = :folders ] && i=-d
        mapfile -t -O "${#reply[@]}" reply < <(compgen "$i" -- "${current#--*=}")
        ;;
      *)
        line=${line%%$'\t'*}
        [[ $current == --*=* && $COMP_WORDBREAKS == *=* ]] && line=${line#*=}
        reply+=("$line")
        ;;
    esac
  done < <("${COMP_WORDS[0]}" complete -- "${words[@]}" 2>/dev/null)
  COMPREPLY=("${reply[@]}")
}
complete -F _winddown winddown
