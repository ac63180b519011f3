using System.Diagnostics.CodeAnalysis;
using System.Net.Http.Headers;
using Microsoft.Extensions.Options;

namespace CourseComments.Relay.Delivering;

/// <summary>Exponential back-off with full jitter, and never earlier than the receiver asked for.</summary>
internal sealed class RetryDelays(IOptions<RelayOptions> options, TimeProvider time)
{
    private const int MaxDoublings = 30;
    private readonly RelayOptions _options = options.Value;

    /// <param name="failures">How many attempts failed, from 1.</param>
    /// <param name="retryAfter">What the receiver said, if it did.</param>
    [SuppressMessage("Security", "CA5394:Do not use insecure randomness", Justification = "Spreads load, guards nothing.")]
    public TimeSpan Before(int failures, RetryConditionHeaderValue? retryAfter = null)
    {
        var longest = _options.MinDelay * Math.Pow(2, Math.Min(failures - 1, MaxDoublings));
        var jittered = Min(longest, _options.MaxDelay) * Random.Shared.NextDouble();
        var asked = retryAfter?.Delta ?? (retryAfter?.Date - time.GetUtcNow()) ?? TimeSpan.Zero;
        return asked > TimeSpan.Zero ? Min(asked, _options.MaxDelay) + Min(jittered, _options.MinDelay) : jittered;
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
