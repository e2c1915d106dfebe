#!/usr/bin/env bash
# Starts the server that fetch.sh has fetched, on loopback: serve.sh [PORT]. It runs until it is stopped.
set -euo pipefail
folder=$("$(dirname "$0")/fetch.sh")
jar=$(ls "$folder"/LanguageTool-*/languagetool-server.jar | tail -n 1)
# Without --public it listens on this machine alone. A gigabyte is enough for English.
exec java -Xmx1g -cp "$jar" org.languagetool.server.HTTPServer --port "${1:-8081}"
