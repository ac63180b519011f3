#!/usr/bin/env bash
# Runs the README's copy-paste lines against a running AppHost and fails unless the comment is listed under its author.
# Usage: docs/try-it.sh [gateway's URL, when it is not the README's]
set -euo pipefail
cd "$(dirname "$0")/.."

lines=$(awk '/^## See a comment travel/ { section = 1 } section && /^```sh$/ { code = 1; next } code && /^```$/ { exit } code' README.md)
lines=${lines/http:\/\/localhost:5080/${1:-http://localhost:5080}}
output=$(bash -euo pipefail -c "$lines" | tee /dev/stderr | tail -n 1)
grep -q '"userID":"taylor","comment":"This course is awesome!"' <<<"$output"
