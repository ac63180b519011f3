#!/usr/bin/env bash
# Runs every command of docs/deploy.md that needs no cloud: its code blocks marked "offline", and those marked
# "offline platforms" where the feed has the packages for Azure, Docker Compose and Kubernetes.
#   docs/deploy.sh [folder]    keeps what is published in that folder
set -euo pipefail
cd "$(dirname "$0")/.."

out=${1:-}
if [ -z "$out" ]; then
  out=$(mktemp -d)
  trap 'rm -rf "$out"' EXIT
fi
mkdir -p "$out"
OUT=$(cd "$out" && pwd)
export OUT DOTNET_NOLOGO=1

blocks() { # the marker that ends the block's first line
  awk -v marker="$1" '/^ *```/ { sub(/^ */, ""); inside = ($0 == "```sh " marker); next } inside' docs/deploy.md
}

run() {
  local commands
  commands=$(blocks "$1")
  [ -n "$commands" ] || { echo "docs/deploy.md has no block marked '$1'." >&2; exit 1; }
  echo "== docs/deploy.md: $1"
  bash -euxo pipefail -c "$commands"
}

run offline
if [ "$(dotnet msbuild AppHost/AppHost.csproj -getProperty:PlatformPackages)" = true ]; then
  # Every parameter has a value, or publishing waits for one; what it keeps in its home is thrown away.
  export Parameters__momento_endpoint=momento.invalid Parameters__oidc_authority=https://identity.invalid Parameters__oidc_audience=api
  export Parameters__momento_api_key=the-secret-of-this-run Parameters__webhook_signing_secret=the-secret-of-this-run
  home=$(mktemp -d)
  HOME=$home run "offline platforms"
  rm -rf "$home"
  if command -v bicep >/dev/null; then
    bicep build "$OUT/azure/main.bicep" --stdout >/dev/null
  else
    echo "Skipped: no bicep here that would compile what goes to Azure."
  fi
  # The chart asks for nothing that neither its own values nor this repository's page names.
  grep -rhoE '\.Values\.[A-Za-z0-9_.]+' "$OUT/kubernetes/templates" | sed 's/.*\.//' | sort -u | while read -r value; do
    grep -qE "\b$value:" "$OUT/kubernetes/values.yaml" docs/deploy.md ||
      { echo "docs/deploy.md does not say that the chart needs the value '$value'." >&2; exit 1; }
  done
else
  echo "Skipped: the packages for Azure, Docker Compose and Kubernetes are not on this feed."
fi
