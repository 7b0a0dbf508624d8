# shellcheck shell=bash
# Sourced by the other scripts. It goes to the project's folder, so that a relative LIBTORCH means
# the same to every script and to CMake.

cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1

say() { echo "==> $*"; }

fail() {
  echo "error: $*" >&2
  exit 1
}

have() { command -v "$1" >/dev/null; }

can_install() { have apt-get && { ((EUID == 0)) || have sudo; }; }

as_root() {
  if ((EUID == 0)); then "$@"; else sudo "$@"; fi
}

# Prints those of the named Debian packages that are not installed.
missing_packages() {
  local package
  for package in "$@"; do
    [[ $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) == installed ]] ||
      echo "$package"
  done
}

install_packages() {
  say "Installing Debian packages: $*"
  # A mirror that does not answer is no reason to stop: the lists may be new enough.
  as_root apt-get update -q || say "apt-get update failed; going on with the package lists there are"
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@"
}
