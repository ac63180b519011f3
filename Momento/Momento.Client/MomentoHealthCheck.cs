using Microsoft.Extensions.Diagnostics.HealthChecks;
using Momento.Sdk;
using Momento.Sdk.Exceptions;
using Momento.Sdk.Responses;

namespace Momento.Client;

/// <summary>
/// Asks for one item, which need not exist. Healthy is any answer from which follows that Momento is there and knows the key,
/// a missing cache or permission, or an item of another type, included; Degraded, if the cache that the settings name is
/// missing or Momento is throttling; unhealthy, if Momento is away, too slow, fails, or refuses the key.
/// </summary>
internal sealed class MomentoHealthCheck(ICacheClient cache, string? cacheName) : IHealthCheck
{
    /// <summary>The cache that is asked when the settings name none; it is not expected to exist.</summary>
    private const string AnyCache = "health-check";

    /// <summary>No key that a user may choose should be this one.</summary>
    private const string Key = "health:check";

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var response = await cache.GetAsync(cacheName ?? AnyCache, Key).WaitAsync(cancellationToken);
        return response is CacheGetResponse.Error error
            ? Judge(error.ErrorCode, context.Registration.FailureStatus)
            : HealthCheckResult.Healthy();
    }

    // Names the code only: the server's message and the exception could repeat what was sent.
    private HealthCheckResult Judge(MomentoErrorCode code, HealthStatus failure) => code switch
    {
        MomentoErrorCode.NOT_FOUND_ERROR when cacheName is null => HealthCheckResult.Healthy(),
        MomentoErrorCode.NOT_FOUND_ERROR => HealthCheckResult.Degraded($"There is no cache '{cacheName}'."),
        MomentoErrorCode.FAILED_PRECONDITION_ERROR => HealthCheckResult.Healthy("Momento is there; the item is none of this check's."),
        MomentoErrorCode.PERMISSION_ERROR => HealthCheckResult.Healthy("Momento is there; the key may not read."),
        MomentoErrorCode.LIMIT_EXCEEDED_ERROR => HealthCheckResult.Degraded("Momento is throttling."),
        _ => new HealthCheckResult(failure, $"Momento answered {code}."),
    };
}
