#!/bin/sh
# After a deployment: checks that the gateway answers, and says where it is and what to enter at Momento.
#   show-urls.sh [https://gateway…]    without an address, azd's own variable gives the environment's domain
set -eu

if [ $# -ge 1 ]; then
  gateway=${1%/}
elif [ -n "${GATEWAY_URL:-}" ]; then
  gateway=${GATEWAY_URL%/}
elif [ -n "${AZURE_CONTAINER_APPS_ENVIRONMENT_DEFAULT_DOMAIN:-}" ]; then
  gateway=https://gateway.$AZURE_CONTAINER_APPS_ENVIRONMENT_DEFAULT_DOMAIN
else
  echo "Where is the gateway? Pass its address, or set GATEWAY_URL." >&2
  exit 2
fi

# A new revision may still be starting.
if ! curl --fail --silent --show-error --output /dev/null --max-time 10 \
    --retry "${SHOW_URLS_RETRIES:-12}" --retry-delay 5 --retry-all-errors "$gateway/health"; then
  echo "$gateway/health does not answer. See 'What to watch' in docs/deploy.md." >&2
  exit 1
fi

echo "The system answers at          $gateway"
case "${Ingest:-Webhook}" in
  [Rr][Ee][Ll][Aa][Yy])
    echo "The relay brings the comments; Momento needs no webhook, and must have none on the topic comment." ;;
  *)
    echo "Momento's webhook goes to      $gateway/webhooks/momento"
    echo "  (Momento console: the cache course-comments, the topic comment; its signing secret is webhook-signing-secret)" ;;
esac
