#!/bin/sh
# Installs the editors of the end-to-end tests from Debian's or Ubuntu's packages, and the browser in which VS Code is
# tested. Needs root. What is not installed is skipped by the tests, which say so.
set -e
if ! command -v apt-get >/dev/null || [ "$(id -u)" -ne 0 ]; then
  echo "$0: editors are installed on Debian and Ubuntu, as root; tests of editors that are missing will be skipped" >&2
  exit 0
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends neovim emacs-nox elpa-eglot elpa-lsp-mode vim-nox vim-ale >/dev/null
# Ubuntu's package of the browser is a snap, which does not run everywhere.
if ! command -v chromium >/dev/null && ! command -v google-chrome >/dev/null && grep -q '^ID=debian' /etc/os-release; then
  apt-get install -y -qq --no-install-recommends chromium ripgrep >/dev/null
fi
