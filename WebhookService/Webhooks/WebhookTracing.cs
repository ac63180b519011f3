using System.Diagnostics;

namespace CourseComments.WebhookService.Webhooks;

/// <summary>Ties the storing of a comment to its publisher's trace; Momento's webhooks carry none of their own.</summary>
internal static class WebhookTracing
{
    private static readonly ActivitySource Source = new("CourseComments.WebhookService");

    /// <summary>
    /// Goes on with the trace in which the comment was published, and links to the one that the webhook came in;
    /// without a publisher's trace it is a part of the latter.
    /// </summary>
    /// <param name="traceParent">What the message says; a learner may have written anything into it.</param>
    /// <param name="commentId">The event's identity.</param>
    /// <returns>Null when nobody listens.</returns>
    public static Activity? StartReceiving(string? traceParent, string commentId)
    {
        var webhook = Activity.Current?.Context ?? default;
        var activity = ActivityContext.TryParse(traceParent, traceState: null, isRemote: true, out var publisher)
            ? Source.StartActivity(ActivityKind.Consumer, publisher, links: [new ActivityLink(webhook)], name: "comment receive")
            : Source.StartActivity("comment receive", ActivityKind.Consumer);
        return activity?
            .SetTag("messaging.system", "momento")
            .SetTag("messaging.operation.type", "receive")
            .SetTag("messaging.message.id", commentId);
    }
}
