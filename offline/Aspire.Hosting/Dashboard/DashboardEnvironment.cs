namespace Aspire.Hosting.Dashboard;

/// <summary>What the dashboard's process is told; the names are its own.</summary>
internal static class DashboardEnvironment
{
    public static Dictionary<string, string> Create(DashboardOptions options, DashboardAddresses addresses, Uri resourceService)
    {
        var environment = new Dictionary<string, string>(options.PassedOn)
        {
            ["ASPNETCORE_ENVIRONMENT"] = options.EnvironmentName,
            ["ASPNETCORE_URLS"] = string.Join(';', addresses.Frontend),
            ["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = addresses.Telemetry,
            ["ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"] = resourceService.GetLeftPart(UriPartial.Authority),
            // The app host tells it.
            ["ASPIRE_DASHBOARD_SUPPRESS_BROWSER_TOKEN_IN_OUTPUT"] = "true",
            ["DASHBOARD__FRONTEND__AUTHMODE"] = options.BrowserToken is null ? "Unsecured" : "BrowserToken",
            ["DASHBOARD__OTLP__AUTHMODE"] = "ApiKey",
            ["DASHBOARD__OTLP__PRIMARYAPIKEY"] = options.TelemetryKey,
            ["DASHBOARD__RESOURCESERVICECLIENT__AUTHMODE"] = "ApiKey",
            ["DASHBOARD__RESOURCESERVICECLIENT__APIKEY"] = options.ResourceServiceKey,
            ["DASHBOARD__API__AUTHMODE"] = "ApiKey",
            ["DASHBOARD__API__PRIMARYAPIKEY"] = options.TelemetryKey,
        };
        if (options.BrowserToken is { } token)
        {
            environment["DASHBOARD__FRONTEND__BROWSERTOKEN"] = token;
        }

        return environment;
    }
}
