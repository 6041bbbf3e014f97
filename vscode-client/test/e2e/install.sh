#!/bin/sh
# Installs the browser of the tests in VS Code from Debian's packages. Needs root. Without a browser these tests are
# skipped, and say so.
set -e
for browser in chromium chromium-browser google-chrome; do
  if command -v $browser >/dev/null && command -v unzip >/dev/null; then exit 0; fi
done
if ! command -v apt-get >/dev/null || [ "$(id -u)" -ne 0 ]; then
  echo "$0: a browser is installed on Debian, as root; the tests in VS Code will be skipped" >&2
  exit 0
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends chromium unzip >/dev/null
