using System.Diagnostics.Metrics;

namespace CourseComments.Gateway.Limits;

/// <summary>Counts refusals. No tag names a person or an address.</summary>
internal sealed class LimitMetrics
{
    public const string MeterName = "CourseComments.Gateway";

    private readonly Counter<long> _refused;
    private readonly Counter<long> _cut;

    public LimitMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _refused = meter.CreateCounter<long>(
            "coursecomments.gateway.refused", "{request}", "Requests over a rate, by policy and by whose limit it was: user, address.");
        _cut = meter.CreateCounter<long>(
            "coursecomments.gateway.connections.cut", "{connection}", "Connections closed because their address had too many.");
    }

    /// <param name="policy">A policy of <see cref="RateLimitOptions"/>.</param>
    /// <param name="limit">Whose limit it was: <c>user</c> or <c>address</c>.</param>
    public void Refused(string policy, string limit) =>
        _refused.Add(1, new KeyValuePair<string, object?>("policy", policy), new KeyValuePair<string, object?>("limit", limit));

    public void ConnectionCut() => _cut.Add(1);
}
