#!/bin/sh
# The multi-buffer library for the tests and the bench, from the distribution's package,
# unpacked beside the project and not installed. Only where the processor can use it.
# A release that lacks the package takes that of the next one, from the same mirror.
set -eu
here=".multi-buffer"
grep -q avx512ifma /proc/cpuinfo 2>/dev/null || exit 0
command -v apt-get >/dev/null 2>&1 && command -v dpkg-deb >/dev/null 2>&1 || exit 0
ls "$here"/usr/lib/*/libcrypto_mb.so.* >/dev/null 2>&1 && exit 0
mkdir -p "$here/lists/partial" "$here/sources" "$here/cache"
options=""
package=$(apt-cache search --names-only '^libcrypto-mb[0-9]+$' 2>/dev/null | cut -d' ' -f1 | head -n 1)
if [ -z "$package" ]; then
  package=libcrypto-mb11
  . /etc/os-release
  mirror=$(apt-cache policy | sed -n 's/^ *[0-9]* \(https\{0,1\}:[^ ]*\) '"$VERSION_CODENAME"'\/main .*/\1/p' | head -n 1)
  [ -n "$mirror" ] || { echo "No mirror to take $package from; its tests are left out."; exit 0; }
  echo "deb $mirror trixie main" >"$here/sources/next.list"
  options="-o Dir::Etc::SourceList=/dev/null -o Dir::Etc::SourceParts=$PWD/$here/sources"
  options="$options -o Dir::State::Lists=$PWD/$here/lists -o Dir::Cache=$PWD/$here/cache"
  # shellcheck disable=SC2086
  apt-get $options -qq update || { echo "$package cannot be had; its tests are left out."; exit 0; }
fi
echo "Unpacking $package"
# shellcheck disable=SC2086
(cd "$here" && apt-get $options -qq -o APT::Sandbox::User=root download "$package")
dpkg-deb -x "$here/$package"_*.deb "$here"
rm -rf "$here/lists" "$here/cache" "$here/sources"
