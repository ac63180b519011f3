# After a deployment: checks that the gateway answers, and says where it is and what to enter at Momento.
#   show-urls.ps1 [https://gateway…]    without an address, azd's own variable gives the environment's domain
param([string] $Gateway = $env:GATEWAY_URL)
$ErrorActionPreference = 'Stop'

if (-not $Gateway -and $env:AZURE_CONTAINER_APPS_ENVIRONMENT_DEFAULT_DOMAIN) {
    $Gateway = "https://gateway.$env:AZURE_CONTAINER_APPS_ENVIRONMENT_DEFAULT_DOMAIN"
}
if (-not $Gateway) {
    [Console]::Error.WriteLine('Where is the gateway? Pass its address, or set GATEWAY_URL.')
    exit 2
}
$Gateway = $Gateway.TrimEnd('/')

# A new revision may still be starting.
$retries = if ($env:SHOW_URLS_RETRIES) { [int] $env:SHOW_URLS_RETRIES } else { 12 }
for ($attempt = 0; ; $attempt++) {
    try {
        Invoke-WebRequest -Uri "$Gateway/health" -TimeoutSec 10 | Out-Null
        break
    }
    catch {
        if ($attempt -ge $retries) {
            [Console]::Error.WriteLine("$Gateway/health does not answer. See 'What to watch' in docs/deploy.md.")
            exit 1
        }
        Start-Sleep -Seconds 5
    }
}

Write-Output "The system answers at          $Gateway"
if ($env:Ingest -eq 'Relay') {
    Write-Output 'The relay brings the comments; Momento needs no webhook, and must have none on the topic comment.'
}
else {
    Write-Output "Momento's webhook goes to      $Gateway/webhooks/momento"
    Write-Output '  (Momento console: the cache course-comments, the topic comment; its signing secret is webhook-signing-secret)'
}
