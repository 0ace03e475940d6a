#!/bin/sh
# Debian packages that the tests need beside Python: a PostgreSQL server, Node.js,
# Chromium for the admin center, promtool for the alert rules, HAProxy for the example of
# two nodes, SoftHSM for keys in modules, and wrk for the bench. Installs what is missing
# when it may, else says what to install.
set -eu
missing=""
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing="$missing postgresql"
command -v node >/dev/null 2>&1 || missing="$missing nodejs"
command -v npm >/dev/null 2>&1 || missing="$missing npm"
command -v chromium >/dev/null 2>&1 || missing="$missing chromium"
command -v promtool >/dev/null 2>&1 || missing="$missing prometheus"
command -v haproxy >/dev/null 2>&1 || missing="$missing haproxy"
command -v softhsm2-util >/dev/null 2>&1 || missing="$missing softhsm2"
command -v wrk >/dev/null 2>&1 || missing="$missing wrk"
"${PYTHON:-python3}" -c 'import ensurepip' >/dev/null 2>&1 || missing="$missing python3-venv"
[ -n "$missing" ] || exit 0
if ! command -v apt-get >/dev/null 2>&1; then
  echo "Please install:$missing" >&2
  exit 1
fi
if [ "$(id -u)" -eq 0 ]; then as_root=""; elif command -v sudo >/dev/null 2>&1; then as_root="sudo"; else
  echo "Please install (needs root): apt-get install$missing" >&2
  exit 1
fi
echo "Installing Debian packages:$missing"
$as_root apt-get update -qq
# A PostgreSQL server started by the package is not needed; the tests make their own.
# shellcheck disable=SC2086
DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends $missing >/dev/null
