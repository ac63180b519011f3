#!/usr/bin/env bash
# Runs every command of docs/deploy.md that needs no cloud: its code blocks marked "offline"; those marked "offline platforms"
# where the feed has the packages for Azure, Docker Compose and Kubernetes; and where there is Docker, too, those that run in it.
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
  local found
  found=$(awk -v marker="$1" '/^ *```/ { sub(/^ */, ""); inside = ($0 == "```sh " marker); next } inside' docs/deploy.md)
  [ -n "$found" ] || { echo "docs/deploy.md has no block marked '$1'." >&2; exit 1; }
  echo "$found"
}

run() {
  local commands
  commands=$(blocks "$1")
  echo "== docs/deploy.md: $1"
  bash -euxo pipefail -c "$commands"
}

run offline
if [ "$(dotnet msbuild AppHost/AppHost.csproj -getProperty:PlatformPackages)" = true ]; then
  # Every parameter has a value, or publishing waits for one; what it keeps in its home is thrown away, but no package is fetched again.
  export Parameters__momento_endpoint=momento.invalid Parameters__oidc_authority=https://identity.invalid Parameters__oidc_audience=api
  export Parameters__momento_api_key=the-secret-of-this-run Parameters__webhook_signing_secret=the-secret-of-this-run
  home=$(mktemp -d)
  export NUGET_PACKAGES=${NUGET_PACKAGES:-$HOME/.nuget/packages}
  HOME=$home run "offline platforms"
  if command -v bicep >/dev/null; then
    bicep build "$OUT/azure/main.bicep" --stdout >/dev/null
  else
    echo "Skipped: no bicep here that would compile what goes to Azure."
  fi
  if command -v helm >/dev/null; then
    awk '/^ *# my-values.yaml/ { inside = 1 } /^ *```$/ { inside = 0 } inside' docs/deploy.md >"$OUT/my-values.yaml"
    helm lint --strict "$OUT/kubernetes" --values "$OUT/my-values.yaml"
    helm template course-comments "$OUT/kubernetes" --values "$OUT/my-values.yaml" | grep 'Endpoint=<host>;ApiKey=<key>' >/dev/null
  else
    echo "Skipped: no helm here that would fill in the chart."
  fi
  # The chart asks for nothing that neither its own values nor this repository's page names.
  grep -rhoE '\.Values\.[A-Za-z0-9_.]+' "$OUT/kubernetes/templates" | sed 's/.*\.//' | sort -u | while read -r value; do
    grep -qE "\b$value:" "$OUT/kubernetes/values.yaml" docs/deploy.md ||
      { echo "docs/deploy.md does not say that the chart needs the value '$value'." >&2; exit 1; }
  done
  if docker info >/dev/null 2>&1 && docker compose version >/dev/null 2>&1; then
    run "offline images"
    start=$(blocks "offline compose")
    docs/compose.sh "$OUT/compose" "$start"
    # Any port, and in nobody's way.
    export GATEWAY_HOST_PORT=0
    HOME=$home run "offline deploy"
    container=$(docker ps --quiet --filter "label=com.docker.compose.project.working_dir=$OUT/deployed" --filter label=com.docker.compose.service=gateway)
    eng/hooks/show-urls.sh "http://$(docker port "$container" 8080)"
    HOME=$home run "offline end"
    rm -rf "$OUT/deployed"
  else
    echo "Skipped: no Docker here that the images could run in."
  fi
  rm -rf "$home"
else
  echo "Skipped: the packages for Azure, Docker Compose and Kubernetes are not on this feed."
fi
