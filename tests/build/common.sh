# Sourced by the tests of this folder: configures the small project beside this file and compares.

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cmake=$1
sandbox=$(mktemp -d)
trap 'rm -rf "$sandbox"' EXIT
cp -r "$here/project" "$sandbox/project"
failures=0

# configure ARGUMENT...: sets $code and $output (all on one line).
configure() {
  code=0
  rm -rf "$sandbox/build"
  output=$("$cmake" -S "$sandbox/project" -B "$sandbox/build" \
    -DLEAKYGAN_CMAKE="$here/../../cmake" "$@" 2>&1) || code=$?
  output=${output//$'\n'/ }
}

# expect FACT CODE TEXT...: the last configure ended with CODE (0 or 1) and said every TEXT.
expect() {
  local fact=$1 wanted=$2 text missing=
  shift 2
  for text in "$@"; do
    [[ $output == *"$text"* ]] || missing+=" [$text]"
  done
  if [[ $code == "$wanted" && -z $missing ]]; then
    echo "ok: $fact"
  else
    echo "FAILED: $fact: exit code $code, not said:$missing; it said: $output"
    failures=$((failures + 1))
  fi
}
