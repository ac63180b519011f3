using System.Net;
using System.Security.Claims;
using System.Threading.RateLimiting;
using CourseComments.ServiceDefaults.Errors;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace CourseComments.Gateway.Limits;

/// <summary>One bucket for each policy and client address, and one for each policy and user.</summary>
internal sealed class RateLimits(IOptions<RateLimitOptions> options, LimitMetrics metrics, TimeProvider time) : IDisposable
{
    // Forgets a bucket some seconds after it is full again, so there are never more than were needed in that time.
    private readonly PartitionedRateLimiter<Caller> _addresses = PartitionedRateLimiter.Create<Caller, Caller>(caller =>
        RateLimitPartition.Get(caller, _ => new TokenBucket(options.Value.Of(caller.Policy)!.PerAddress!, time)));

    /// <summary>The policy of the route that a request takes; null for what is not the proxy's.</summary>
    public static string? PolicyOf(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName;

    /// <summary>Whether it matters for the request's limits who sends it, and a token may say so.</summary>
    public bool NeedsUser(HttpContext context) =>
        context.Request.Headers.Authorization.Count > 0 && options.Value.Of(PolicyOf(context)) is UserLimits;

    /// <summary>Takes a token of the client's address.</summary>
    public RateLimitLease ByAddress(string policy, HttpContext context) =>
        _addresses.AttemptAcquire(new(policy, ClientAddress.NetworkOf(context.Connection.RemoteIpAddress)));

    /// <summary>The bucket of the authenticated user; whoever is not authenticated has only the address's.</summary>
    public RateLimitPartition<string> ByUser(string policy, HttpContext context) =>
        context.User.Identity?.IsAuthenticated == true
        && context.User.FindFirstValue(options.Value.UserClaim) is { Length: > 0 } user
        && options.Value.Of(policy) is UserLimits { PerUser: { } rate }
            ? RateLimitPartition.Get(user, _ => new TokenBucket(rate, time))
            : RateLimitPartition.GetNoLimiter("");

    /// <summary>Answers 429 and says when to come back.</summary>
    /// <param name="context">The request.</param>
    /// <param name="lease">What was not granted.</param>
    /// <param name="limit">Whose limit it was: <c>user</c> or <c>address</c>.</param>
    public Task RefuseAsync(HttpContext context, RateLimitLease lease, string limit)
    {
        metrics.Refused(PolicyOf(context)!, limit);
        lease.TryGetMetadata(MetadataName.RetryAfter, out var retryAfter);
        return Problems.TooManyRequests(context.Response, retryAfter).ExecuteAsync(context);
    }

    public void Dispose() => _addresses.Dispose();

    /// <summary>A class: with a struct as key, each start would compile a limiter of its own.</summary>
    private sealed record Caller(string Policy, IPAddress Network);
}
