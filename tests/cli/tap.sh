# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by the tests of the command line: a home of its own in Berlin, and TAP.
#   is NAME EXPECTED CMD...     CMD's output is EXPECTED
#   exits NAME STATUS CMD...    CMD ends with STATUS
#   says NAME TEXT CMD...       CMD's output (errors too) holds TEXT
#   finish                      the plan, last
set -u
: "${WINDDOWN:?the program to test}"

home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
export HOME="$home" TZ=Europe/Berlin LC_ALL=C.UTF-8
export XDG_CONFIG_HOME="$home/config" XDG_DATA_HOME="$home/data" XDG_STATE_HOME="$home/state"
unset DBUS_SESSION_BUS_ADDRESS XDG_RUNTIME_DIR DISPLAY WAYLAND_DISPLAY
tests=0
failures=0

result() { # STATUS NAME
  tests=$((tests + 1))
  if [ "$1" -eq 0 ]; then
    echo "ok $tests $2"
  else
    echo "not ok $tests $2"
    failures=$((failures + 1))
  fi
}

is() {
  name=$1 expected=$2
  shift 2
  actual=$("$@" 2>&1)
  if [ "$actual" = "$expected" ]; then
    result 0 "$name"
  else
    result 1 "$name"
    printf 'expected: %s\nactual:   %s\n' "$expected" "$actual" | sed 's/^/# /'
  fi
}

exits() {
  name=$1 expected=$2
  shift 2
  "$@" >"$home/out" 2>&1 </dev/null
  actual=$?
  if [ "$actual" -eq "$expected" ]; then
    result 0 "$name"
  else
    result 1 "$name"
    echo "# exit status $actual instead of $expected"
    sed 's/^/# /' "$home/out"
  fi
}

says() {
  name=$1 text=$2
  shift 2
  "$@" >"$home/out" 2>&1 </dev/null
  if grep -qF -- "$text" "$home/out"; then
    result 0 "$name"
  else
    result 1 "$name"
    echo "# does not say: $text"
    sed 's/^/# /' "$home/out"
  fi
}

# at TIME WORDS...: the program in a record that stays, as if it were TIME.
at() {
  now=$1
  shift
  "$WINDDOWN" --now "$now" --data "$home/record" "$@"
}

# at_json FILTER TIME WORDS...: what jq makes of the answer.
at_json() {
  filter=$1
  shift
  at "$@" | jq -r "$filter"
}

finish() {
  echo "1..$tests"
  [ "$failures" -eq 0 ]
}
