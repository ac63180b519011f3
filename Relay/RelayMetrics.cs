using System.Diagnostics.Metrics;

namespace CourseComments.Relay;

/// <summary>Counts what is relayed and measures what waits. No tag names a course or a person.</summary>
internal sealed class RelayMetrics
{
    public const string MeterName = "CourseComments.Relay";

    private readonly Counter<long> _relayed;
    private readonly Counter<long> _retries;
    private readonly Counter<long> _dead;
    private readonly Counter<long> _gaps;
    private readonly Counter<long> _missed;

    public RelayMetrics(IMeterFactory meters, RelayStatus status)
    {
        var meter = meters.Create(MeterName);
        _relayed = meter.CreateCounter<long>(
            "coursecomments.relay.relayed", "{message}", "Messages that the receiver has dealt with, by outcome: stored, denied.");
        _retries = meter.CreateCounter<long>("coursecomments.relay.retries", "{attempt}", "Attempts that were not the first.");
        _dead = meter.CreateCounter<long>("coursecomments.relay.dead", "{message}", "Messages that became dead letters.");
        _gaps = meter.CreateCounter<long>("coursecomments.relay.gaps", "{gap}", "Times that the topic went on without all of its messages.");
        _missed = meter.CreateCounter<long>("coursecomments.relay.missed", "{message}", "Messages in gaps, as far as the numbers tell.");
        meter.CreateObservableGauge("coursecomments.relay.waiting", () => status.Waiting, "{message}", "Messages read and not acknowledged.");
        meter.CreateObservableGauge("coursecomments.relay.lag", () => status.Lag.TotalSeconds, "s", "How long the oldest of them has waited.");
    }

    public void Relayed(string outcome) => _relayed.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    public void Retried() => _retries.Add(1);

    public void Died() => _dead.Add(1);

    public void Missed(ulong messages)
    {
        _gaps.Add(1);
        _missed.Add((long)Math.Min(messages, long.MaxValue));
    }
}
