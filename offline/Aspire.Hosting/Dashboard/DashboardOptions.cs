using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Dashboard;

/// <summary>What the app host's configuration says about its dashboard. The keys are the real one's, but for those that it has no need of.</summary>
internal sealed class DashboardOptions(IConfiguration configuration, DistributedApplicationOptions options)
{
    /// <summary>Of the stand-in alone: <c>false</c> for none, as <see cref="DistributedApplicationOptions.DisableDashboard"/>.</summary>
    private const string EnabledKey = "ASPIRE_DASHBOARD_ENABLED";

    /// <summary>Of the stand-in alone: the folder that keeps what was fetched.</summary>
    public const string CacheKey = "ASPIRE_DASHBOARD_CACHE";

    public bool Enabled => !options.DisableDashboard && configuration.GetValue(EnabledKey, true);

    /// <summary>A dashboard's program that is here already.</summary>
    public string? Program => NotEmpty("ASPIRE_DASHBOARD_PATH");

    public string Cache => NotEmpty(CacheKey) ?? Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "aspire-dashboard");

    public string SearchPath => configuration["PATH"] ?? "";

    /// <summary>Where browsers find it: the app host's own addresses, which nothing else in it listens on.</summary>
    public IReadOnlyList<BindingAddress> FrontendAddresses =>
        [.. (NotEmpty("ASPNETCORE_URLS") ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries).Select(BindingAddress.Parse)];

    public BindingAddress? TelemetryAddress => Address("ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL");

    public BindingAddress? ResourceServiceAddress => Address("ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL");

    public string EnvironmentName => configuration["ASPNETCORE_ENVIRONMENT"] ?? "Production";

    /// <summary>Null when anybody on this machine may look.</summary>
    public string? BrowserToken { get; } = configuration.GetValue("ASPIRE_DASHBOARD_UNSECURED_ALLOW_ANONYMOUS", false)
        ? null
        : configuration["ASPIRE_DASHBOARD_FRONTEND_BROWSERTOKEN"] is { Length: > 0 } token ? token : Key();

    public string TelemetryKey { get; } = Key();

    public string ResourceServiceKey { get; } = configuration["ASPIRE_DASHBOARD_RESOURCESERVICE_APIKEY"] is { Length: > 0 } key ? key : Key();

    public IEnumerable<KeyValuePair<string, string>> PassedOn => configuration.AsEnumerable()
        .Where(setting => setting.Key.StartsWith("ASPIRE_DASHBOARD_", StringComparison.OrdinalIgnoreCase) && setting.Value is not null)
        .Select(setting => KeyValuePair.Create(setting.Key, setting.Value!));

    private static string Key() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    private string? NotEmpty(string key) => configuration[key] is { Length: > 0 } value ? value : null;

    private BindingAddress? Address(string key) => NotEmpty(key) is { } url ? BindingAddress.Parse(url) : null;
}
