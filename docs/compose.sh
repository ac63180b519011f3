#!/usr/bin/env bash
# Starts what was published for Docker Compose, with the emulator and DevIdentity in containers beside it, and fails unless a
# comment comes round and every service ends by itself. What it started is removed. Needs the services' images.
#   docs/compose.sh <folder of docker-compose.yaml> <the command that starts $OUT/compose>
set -euo pipefail
cd "$(dirname "$0")/.."
published=$1
start=$2

OUT=$(mktemp -d)
cp -r "$published" "$OUT/compose"
# Runs beside each other get in nobody's way.
export OUT COMPOSE_PROJECT_NAME=course-comments-$$ GATEWAY_HOST_PORT=0
compose() { docker compose --project-directory "$OUT/compose" "$@"; }
end() {
  local code=$?
  [ $code -eq 0 ] || compose logs --no-color || true
  compose down --timeout 0 --volumes || true
  rm -rf "$OUT"
  exit $code
}
trap end EXIT

dotnet publish Momento/Momento.Emulator --output "$OUT/emulator" --nologo --verbosity quiet
dotnet publish DevIdentity --output "$OUT/identity" --nologo --verbosity quiet

# Services take the provider's metadata by HTTPS alone.
mkdir "$OUT/tls"
openssl req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=identity -addext subjectAltName=DNS:identity \
  -keyout "$OUT/tls/identity.key" -out "$OUT/tls/identity.pem" 2>/dev/null
chmod -R a+rX "$OUT"

# As somebody who deploys fills it in, but with what runs beside it.
secret=$(openssl rand -hex 32)
key=$(openssl rand -hex 32)
while read -r name value; do
  grep -q "^$name=" "$OUT/compose/.env" || { echo "$published/.env has no '$name'." >&2; exit 1; }
  sed -i "s|^$name=.*|$name=$value|" "$OUT/compose/.env"
done <<END
GATEWAY_IMAGE course-comments/gateway:latest
GATEWAY_PORT 8080
TOKENS_IMAGE course-comments/tokenservice:latest
TOKENS_PORT 8080
WEBHOOKS_IMAGE course-comments/webhookservice:latest
WEBHOOKS_PORT 8080
WEBHOOK_SIGNING_SECRET $secret
MOMENTO_ENDPOINT http://momento:8080
MOMENTO_API_KEY $key
OIDC_AUTHORITY https://identity:8443
OIDC_AUDIENCE course-comments
END

# Their programs run on the base image that the gateway's has.
cat >"$OUT/compose/docker-compose.override.yaml" <<END
services:
  gateway: &trusts-identity
    volumes: [ "$OUT/tls/identity.pem:/etc/ssl/certs/ca-certificates.crt:ro" ]
  tokens: *trusts-identity
  momento:
    image: course-comments/gateway:latest
    entrypoint: [ dotnet, /emulator/Momento.Emulator.dll ]
    volumes: [ "$OUT/emulator:/emulator:ro" ]
    networks: [ aspire ]
    environment:
      Kestrel__Endpoints__grpc__Url: http://*:8080
      Kestrel__Endpoints__http__Url: http://*:8081
      Emulator__Keys__0__Key: $key
      Emulator__Keys__0__Role: superuser
      Emulator__Caches__0: course-comments
      Emulator__Webhooks__0__Name: comments
      Emulator__Webhooks__0__Cache: course-comments
      Emulator__Webhooks__0__Topic: comment
      Emulator__Webhooks__0__Url: http://gateway:8080/webhooks/momento
      Emulator__Webhooks__0__SigningSecret: $secret
  identity:
    image: course-comments/gateway:latest
    entrypoint: [ dotnet, /identity/CourseComments.DevIdentity.dll ]
    working_dir: /identity
    volumes: [ "$OUT/identity:/identity:ro", "$OUT/tls:/tls:ro" ]
    networks: [ aspire ]
    ports: [ "127.0.0.1::8443" ]
    environment:
      ASPNETCORE_ENVIRONMENT: Development
      AllowedHosts: "*"
      DevIdentity__Issuer: https://identity:8443
      DevIdentity__KeyPath: ""
      Kestrel__Endpoints__https__Url: https://*:8443
      Kestrel__Endpoints__https__Certificate__Path: /tls/identity.pem
      Kestrel__Endpoints__https__Certificate__KeyPath: /tls/identity.key
END

bash -euxo pipefail -c "$start"

gateway=http://$(compose port gateway 8080)
eng/hooks/show-urls.sh "$gateway"

identity=$(compose port identity 8443)
request() { curl --silent --show-error --fail --max-time 10 --header 'Content-Type: application/json' "$@"; }
bearer=$(request --cacert "$OUT/tls/identity.pem" --connect-to "identity:8443:127.0.0.1:${identity##*:}" \
  https://identity:8443/dev/sign-in --data '{"user":"taylor"}' | sed -E 's/.*"access_token":"([^"]+)".*/\1/')
request "$gateway/api/courses/123/comments" --header "Authorization: Bearer $bearer" --data '{"comment":"From a container"}'
for attempt in $(seq 1 100); do
  comments=$(request "$gateway/api/courses/123/comments")
  [[ $comments != *'"userID":"taylor","comment":"From a container"'* ]] || break
  [ "$attempt" -lt 100 ] || { echo "The comment was not listed within 20 seconds: $comments" >&2; exit 1; }
  sleep 0.2
done
echo "$comments"

compose stop gateway webhooks tokens
compose ps --all --format '{{.Service}} {{.ExitCode}}' gateway webhooks tokens | while read -r service code; do
  [ "$code" = 0 ] || { echo "The service '$service' ended with $code." >&2; exit 1; }
done
