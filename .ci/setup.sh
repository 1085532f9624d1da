# Sourced by ./run and ./test from the top of the checkout: finds or installs what they need.
# shellcheck shell=sh

cache=${XDG_CACHE_HOME:-$HOME/.cache}/jingwei
CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$cache/target}
case $CARGO_TARGET_DIR in /*) ;; *) CARGO_TARGET_DIR=$PWD/$CARGO_TARGET_DIR ;; esac
export CARGO_TARGET_DIR
tools=$cache/tools
log=$(mktemp)
trap 'rm -f "$log"' EXIT

# What the linker needs, and what the window needs on top. macOS brings its own web view.
debian_base="build-essential pkg-config libssl-dev"
debian_window="libwebkit2gtk-4.1-dev libsoup-3.0-dev libgtk-3-dev librsvg2-dev fonts-noto-cjk"
debian_test="qpdf poppler-utils webkit2gtk-driver xvfb xauth dbus dbus-x11 gnome-keyring xdotool strace python3"
brew_base="pkgconf openssl@3"
brew_test="qpdf poppler"

# step TITLE COMMAND…: one line with the duration; the command's output only if it fails.
step() {
  title=$1
  shift
  printf '%s … ' "$title"
  began=$(date +%s)
  if "$@" >"$log" 2>&1; then
    printf '%s s\n' "$(($(date +%s) - began))"
  else
    status=$?
    printf 'failed after %s s\n' "$(($(date +%s) - began))"
    cat "$log" >&2
    exit "$status"
  fi
}

# step_aloud TITLE COMMAND…: the same for a command whose output is the result.
step_aloud() {
  title=$1
  shift
  printf '%s …\n' "$title"
  began=$(date +%s)
  "$@" || exit "$?"
  printf '%s: %s s\n' "$title" "$(($(date +%s) - began))"
}

# refuse MESSAGE…: something the user has to do first.
refuse() {
  printf '%s\n' "$@" >&2
  exit 3
}

has() { command -v "$1" >/dev/null 2>&1; }

need_toolchains() {
  has cargo || refuse "Rust is missing: install Rust 1.95 or newer (rustup) and start again."
  has npm || refuse "Node is missing: install Node 20.19 or newer and start again."
}

debian_lacks() {
  for package in "$@"; do
    case $(dpkg-query -W -f='${Status}' "$package" 2>/dev/null) in
      *' installed') ;;
      *) printf ' %s' "$package" ;;
    esac
  done
}

apt_install() {
  $as_root apt-get -q -o DPkg::Lock::Timeout=300 update
  $as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get -q -y -o DPkg::Lock::Timeout=300 install --no-install-recommends "$@"
}

install_debian() {
  missing=$(debian_lacks "$@")
  [ -n "$missing" ] || return 0
  if [ "$(id -u)" = 0 ]; then
    as_root=
  elif has sudo && sudo -n true 2>/dev/null; then
    as_root=sudo
  else
    refuse "System packages are missing. As root, run this line and start again:" \
      "apt-get update && apt-get install -y --no-install-recommends$missing"
  fi
  # shellcheck disable=SC2086
  step "system packages$missing" apt_install $missing
}

install_brew() {
  has brew || refuse "Homebrew is missing. Install it, then run this line and start again:" \
    "brew install $*"
  missing=
  for package in "$@"; do
    brew list --formula "$package" >/dev/null 2>&1 || missing="$missing $package"
  done
  # shellcheck disable=SC2086
  [ -z "$missing" ] || step "system packages$missing" brew install -q $missing
}

# install_packages PARTS…: the system packages of the parts base, window and test.
install_packages() {
  debian=''
  brew=''
  for part in "$@"; do
    case $part in
      base) debian="$debian $debian_base" brew="$brew $brew_base" ;;
      window) debian="$debian $debian_window" ;;
      test) debian="$debian $debian_test" brew="$brew $brew_test" ;;
    esac
  done
  # shellcheck disable=SC2086
  if [ "$(uname)" = Darwin ]; then
    install_brew $brew
  elif has dpkg-query; then
    install_debian $debian
  else
    printf 'Neither Debian nor macOS: install what corresponds to%s\n' "$debian"
  fi
  link_system_openssl
}

# The system's OpenSSL, where it can be linked, saves several minutes of compiling our own.
link_system_openssl() {
  if [ "$(uname)" = Darwin ] || pkg-config --exists 'openssl >= 3' 2>/dev/null; then
    export OPENSSL_NO_VENDOR=1
  fi
}

# The packages of the page, among them the fonts of the documents.
install_npm() {
  [ -z "$(find ui/node_modules/.package-lock.json -newer ui/package-lock.json 2>/dev/null)" ] || return 0
  step "npm packages" npm ci --prefix ui --no-progress
}

# install_tool NAME VERSION: a development tool of cargo, kept between runs. Unoptimised, because
# it compiles in a third of the time and then runs for seconds.
install_tool() {
  [ "$("$tools/bin/$1" --version 2>/dev/null | awk '{ print $NF }')" = "$2" ] && return 0
  step "$1 $2" env -u CARGO_TARGET_DIR CARGO_PROFILE_DEV_DEBUG=0 \
    cargo install --debug --locked "$1@$2" --root "$tools"
}
