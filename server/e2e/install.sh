#!/bin/sh
# Installs the editors of the end-to-end tests from Debian's or Ubuntu's packages. Needs root. What is not
# installed is skipped by the tests, which say so.
set -e
if ! command -v apt-get >/dev/null || [ "$(id -u)" -ne 0 ]; then
  echo "$0: editors are installed on Debian and Ubuntu, as root; tests of editors that are missing will be skipped" >&2
  exit 0
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends neovim emacs-nox elpa-eglot elpa-lsp-mode vim-nox vim-ale >/dev/null
