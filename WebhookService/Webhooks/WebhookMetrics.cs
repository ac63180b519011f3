using System.Diagnostics;
using System.Diagnostics.Metrics;
using Momento.Webhooks;

namespace CourseComments.WebhookService.Webhooks;

/// <summary>Counts webhooks by how they ended and measures how long comments take. No tag names a course or a person.</summary>
internal sealed class WebhookMetrics
{
    public const string MeterName = "CourseComments.WebhookService";

    private readonly Counter<long> _webhooks;
    private readonly Histogram<double> _verifying;
    private readonly Histogram<double> _publishToStored;
    private readonly Counter<long> _missed;
    private readonly TimeProvider _time;

    public WebhookMetrics(IMeterFactory meters, TimeProvider time)
    {
        _time = time;
        var meter = meters.Create(MeterName);
        _webhooks = meter.CreateCounter<long>(
            "coursecomments.webhooks", "{webhook}",
            "Webhooks received, by outcome: stored, repeated, in_progress, refused, denied, malformed, not_stored, not_tried.");
        _verifying = meter.CreateHistogram<double>(
            "coursecomments.webhook.verify.duration", "s", "How long it takes to prove and parse a webhook.");
        _publishToStored = meter.CreateHistogram<double>(
            "coursecomments.comment.publish_to_stored.duration", "s", "From the event's own time until its comment is listed.");
        _missed = meter.CreateCounter<long>("coursecomments.webhooks.missed", "{webhook}", "Webhooks that never came, by their sequence numbers.");
    }

    public long Start() => _time.GetTimestamp();

    public void Verified(long started) => _verifying.Record(_time.GetElapsedTime(started).TotalSeconds);

    public void Missed(ulong webhooks) => _missed.Add((long)Math.Min(webhooks, long.MaxValue));

    public void Ended(WebhookOutcome outcome, WebhookEvent? received)
    {
        _webhooks.Add(1, new KeyValuePair<string, object?>("outcome", NameOf(outcome)));
        if (outcome is WebhookOutcome.Stored { Before: false } && received is not null)
        {
            var taken = _time.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(received.EventTimestamp);
            _publishToStored.Record(Math.Max(0, taken.TotalSeconds));
        }
    }

    private static string NameOf(WebhookOutcome outcome) => outcome switch
    {
        WebhookOutcome.Stored { Before: true } => "repeated",
        WebhookOutcome.Stored => "stored",
        WebhookOutcome.InProgress => "in_progress",
        WebhookOutcome.Refused => "refused",
        WebhookOutcome.Denied => "denied",
        WebhookOutcome.Malformed => "malformed",
        WebhookOutcome.NotStored { RetryAfter: not null } => "not_tried",
        WebhookOutcome.NotStored => "not_stored",
        _ => throw new UnreachableException(),
    };
}
