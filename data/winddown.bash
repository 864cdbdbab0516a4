# SPDX-License-Identifier: GPL-3.0-or-later
# Completion of winddown's words for bash.

_winddown_steps() {
  winddown plan --json 2>/dev/null | grep -o '"id":"[^"]*"' | cut -d'"' -f4
}

_winddown() {
  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]} command=${COMP_WORDS[1]}
  local commands='remind plan status next done skip slip reopen snooze undo bed shift morning review compare why pause
    resume export import restore check doctor demo'
  local nights='tonight tomorrow yesterday' words='' files=''
  case $previous in
    --night) words=$nights ;;
    --config | --data) files=yes ;;
    --format)
      words='text json waybar tmux'
      [ "$command" = export ] && words='json csv'
      ;;
    --now | --speed | --nights | --rested | --asleep-after | --wakings | --awake | --woke | --up | --quality | --note | --wake) ;;
    *)
      case $command in
        done | skip | slip | reopen) words="$(_winddown_steps) --night" ;;
        snooze | why | resume) words=$(_winddown_steps) ;;
        pause) words="$(_winddown_steps) $nights" ;;
        compare) words="$(_winddown_steps) --json" ;;
        status) words='--format' ;;
        plan) words='--night --json' ;;
        next) words='--json' ;;
        review) words='--nights --json' ;;
        bed) words='--wake --lights-out --night' ;;
        shift) words=$nights ;;
        morning) words='--night --rested --asleep-after --wakings --awake --woke --up --quality --note' ;;
        export) words='--format' files=yes ;;
        import | check) files=yes ;;
      esac
      ;;
  esac
  if [ "$COMP_CWORD" -eq 1 ]; then
    words="$commands --config --data --now --speed --help --version"
  fi
  mapfile -t COMPREPLY < <(compgen -W "$words" ${files:+-f} -- "$current")
}
complete -F _winddown winddown
