#compdef winddown
# SPDX-License-Identifier: GPL-3.0-or-later
# Completion for zsh: "winddown complete" knows what can be typed next.

_winddown() {
  local -a lines candidates
  local line typed=${(Q)PREFIX}
  lines=("${(@f)$(${(Q)words[1]} complete -- "${(@Q)words[2,CURRENT-1]}" "$typed" 2>/dev/null)}")
  for line in $lines; do
    case $line in
      :files) compset -P '--*='; _files ;;
      :folders) compset -P '--*='; _files -/ ;;
      *) candidates+=("${${line//:/\\:}/$'\t'/:}") ;;
    esac
  done
  (( $#candidates )) && _describe -t words winddown candidates
}

_winddown "$@"
