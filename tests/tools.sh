#!/bin/sh
# Installs what the tests use and this machine lacks, with the system's package manager.
#   tests/tools.sh        LibreOffice (Writer), poppler's pdftotext, Node.js with the OOXML validator, Chromium and
#                         axe-core for web pages, Java with the Nu HTML checker
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

named() {  # what a package is called by apt-get, dnf and brew
    if command -v apt-get >/dev/null; then echo "$1"; elif command -v dnf >/dev/null; then echo "$2"; else echo "$3"; fi
}

has_chromium() {  # those that tests/accessible/judging.py knows
    for name in chromium chromium-browser google-chrome google-chrome-stable \
        "/Applications/Chromium.app/Contents/MacOS/Chromium" \
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"; do
        command -v "$name" >/dev/null && return 0
    done
    return 1
}

if [ "${1:-}" = venv ]; then
    install python3-venv
    exit 0
fi
command -v soffice >/dev/null || install libreoffice-writer fonts-liberation fonts-dejavu-core
command -v pdftotext >/dev/null || install poppler-utils
command -v npm >/dev/null || install npm
has_chromium || install chromium
java -version >/dev/null 2>&1 || install "$(named default-jre-headless java-latest-openjdk-headless temurin)"
[ validators/node_modules/.installed -nt validators/package.json ] || (
    cd validators && npm install --silent --no-audit --no-fund && touch node_modules/.installed
)
