namespace Momento.Client;

/// <summary>
/// Settings of the Momento clients, from <c>Momento:Client</c>, then <c>Momento:Client:{name}</c>, then
/// <c>ConnectionStrings:{name}</c>, then the callback; the later wins.
/// </summary>
public sealed class MomentoClientSettings
{
    /// <summary>
    /// <c>Endpoint=&lt;host | http://host:port&gt;;ApiKey=&lt;key&gt;</c>. Where it is set, <see cref="Endpoint"/> and
    /// <see cref="ApiKey"/> are not looked at.
    /// </summary>
    public string? ConnectionString { get; set; }

    /// <summary>Momento's host without a service's prefix, or <c>http://host:port</c> for an emulator.</summary>
    public string? Endpoint { get; set; }

    /// <summary>A V2, V1 or legacy key; not needed for an emulator.</summary>
    public string? ApiKey { get; set; }

    /// <summary>Lifetime of what is stored without one of its own. 24 h, the longest that an account allows unasked.</summary>
    public TimeSpan DefaultTtl { get; set; } = TimeSpan.FromHours(24);

    /// <summary>
    /// Deadline of a call, retries included. 2.5 s, so that a receiver of webhooks can make one call, and fail, inside the 5 s
    /// that Momento waits for it.
    /// </summary>
    public TimeSpan ClientTimeout { get; set; } = TimeSpan.FromSeconds(2.5);

    /// <summary>A cache that must exist for the service to be healthy; without one, any answer of Momento will do.</summary>
    public string? HealthCheckCache { get; set; }

    public bool DisableHealthChecks { get; set; }

    public bool DisableTracing { get; set; }
}
