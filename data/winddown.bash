# SPDX-License-Identifier: GPL-3.0-or-later
# Completion of winddown's words for bash.

_winddown() {
  local current=${COMP_WORDS[COMP_CWORD]} command=${COMP_WORDS[1]}
  local commands='remind plan status next done skip slip reopen snooze undo bed shift morning review compare why pause
    resume export import check doctor demo'
  if [ "$COMP_CWORD" -eq 1 ]; then
    mapfile -t COMPREPLY < <(compgen -W "$commands --config --data --now --speed --help --version" -- "$current")
    return
  fi
  case $command in
    done | skip | slip | reopen | snooze | why | compare)
      local ids
      ids=$(winddown plan --json 2>/dev/null | grep -o '"id":"[^"]*"' | cut -d'"' -f4)
      mapfile -t COMPREPLY < <(compgen -W "$ids --night --json" -- "$current")
      ;;
    status) mapfile -t COMPREPLY < <(compgen -W "--format text json waybar tmux" -- "$current") ;;
    plan) mapfile -t COMPREPLY < <(compgen -W "--night --json tonight tomorrow yesterday" -- "$current") ;;
    export) mapfile -t COMPREPLY < <(compgen -W "--format json csv" -f -- "$current") ;;
    import | check) mapfile -t COMPREPLY < <(compgen -f -- "$current") ;;
  esac
}
complete -F _winddown winddown
