using System.Diagnostics.Metrics;
using CourseComments.WebhookService.Webhooks;
using Momento.Sdk.Exceptions;

namespace CourseComments.WebhookService.Comments;

/// <summary>Counts what Momento's cache did not do for us.</summary>
internal sealed class StoreMetrics(IMeterFactory meters)
{
    private readonly Counter<long> _failures = meters.Create(WebhookMetrics.MeterName).CreateCounter<long>(
        "coursecomments.store.failures", "{failure}", "Calls to Momento's cache that failed, by operation and error.type.");

    public void Failed(string operation, MomentoErrorCode code) => _failures.Add(
        1, new KeyValuePair<string, object?>("operation", operation), new KeyValuePair<string, object?>("error.type", code.ToString()));
}
