using System.Text.Json;
using CourseComments.Contracts;
using CourseComments.Denials;
using CourseComments.WebhookService.Comments;
using CourseComments.WebhookService.Sequences;
using CourseComments.WebhookService.Storing;
using Microsoft.Extensions.Options;
using Momento.Webhooks;

namespace CourseComments.WebhookService.Webhooks;

/// <summary>Makes a comment of a verified event and stores it. The author is the event's <c>token_id</c> and nothing else.</summary>
internal sealed partial class WebhookHandler(
    DenyList denials,
    ProfileReader profiles,
    StoringGuard storing,
    SequenceWatch sequences,
    IOptions<CommentOptions> options,
    ILogger<WebhookHandler> logger)
{
    /// <summary>The last millisecond that <see cref="DateTimeOffset"/> knows.</summary>
    private const long LatestTimestamp = 253_402_300_799_999;

    public async Task<WebhookOutcome> HandleAsync(WebhookEvent received)
    {
        var id = CommentIds.Of(received);
        using var scope = Log.Event(logger, id);
        if (FindForeign(received) is { } foreign)
        {
            return Malformed(foreign);
        }

        sequences.Saw(received);
        if (FindFault(received) is { } fault)
        {
            return Malformed(fault);
        }

        if (await RefusalAsync(received.TokenId) is { } refusal)
        {
            return refusal;
        }

        if (Read(received.Text, out var courseId, out var text, out var traceParent) is { } messageFault)
        {
            return Malformed(messageFault);
        }

        using var activity = WebhookTracing.StartReceiving(traceParent, id);
        var comment = new Comment(
            received.TokenId,
            text,
            id,
            await profiles.GetDisplayNameAsync(received.TokenId),
            DateTimeOffset.FromUnixTimeMilliseconds(received.EventTimestamp),
            received.TopicSequenceNumber);
        return await storing.WriteAsync(courseId, comment, ClaimLogKey.Of(received)) switch
        {
            WriteResult.Listed { Before: var before } => new WebhookOutcome.Stored(before),
            WriteResult.InProgress { RetryAfter: var after } => new WebhookOutcome.InProgress(after),
            WriteResult.NotTried { RetryAfter: var after } => new WebhookOutcome.NotStored(after),
            _ => new WebhookOutcome.NotStored(),
        };
    }

    private async ValueTask<WebhookOutcome?> RefusalAsync(string tokenId)
    {
        switch (await denials.CheckAsync(tokenId))
        {
            case DenialVerdict.Allowed:
                return null;
            case DenialVerdict.Denied:
                Log.Denied(logger);
                return new WebhookOutcome.Denied();
            default:
                return new WebhookOutcome.NotStored();
        }
    }

    private WebhookOutcome.Malformed? FindForeign(WebhookEvent received)
    {
        if (received.Cache != options.Value.CacheName)
        {
            return new WebhookOutcome.Malformed("cache", "is not the cache of this service.");
        }

        return received.Topic != options.Value.TopicName
            ? new WebhookOutcome.Malformed("topic", "is not the topic of this service.")
            : null;
    }

    private static WebhookOutcome.Malformed? FindFault(WebhookEvent received)
    {
        if (received.TokenId.Length == 0)
        {
            return new WebhookOutcome.Malformed("token_id", "is empty: the publisher's token carried no id.");
        }

        return received.EventTimestamp is < 0 or > LatestTimestamp
            ? new WebhookOutcome.Malformed("event_timestamp", "is no time.")
            : null;
    }

    private WebhookOutcome.Malformed? Read(string json, out string courseId, out string text, out string? traceParent)
    {
        courseId = text = "";
        traceParent = null;
        CommentMessage? message;
        try
        {
            message = JsonSerializer.Deserialize(json, ContractsJsonContext.Default.CommentMessage);
        }
        catch (JsonException exception)
        {
            return new WebhookOutcome.Malformed("text", $"is not {{\"courseId\", \"comment\"}} at {exception.Path ?? "$"}.");
        }

        if (CourseIds.FindFault(message?.CourseId) is { } courseFault)
        {
            return new WebhookOutcome.Malformed("courseId", courseFault);
        }

        if (denials.Occupies(message!.CourseId!))
        {
            return new WebhookOutcome.Malformed("courseId", "is reserved.");
        }

        courseId = message.CourseId!;
        traceParent = message.TraceParent;
        return CommentTexts.FindFault(message.Comment, out text) is { } textFault
            ? new WebhookOutcome.Malformed("comment", textFault)
            : null;
    }

    private WebhookOutcome.Malformed Malformed(WebhookOutcome.Malformed fault)
    {
        Log.Malformed(logger, fault.Field);
        return fault;
    }

    private static partial class Log
    {
        /// <summary>Names the event in what is logged while it is handled.</summary>
        public static readonly Func<ILogger, string, IDisposable?> Event = LoggerMessage.DefineScope<string>("{EventId}");

        [LoggerMessage(1, LogLevel.Information, "A signed webhook carried no comment: {Field} is at fault.")]
        public static partial void Malformed(ILogger logger, string field);

        [LoggerMessage(2, LogLevel.Information, "A signed webhook was refused: its token id is denied.")]
        public static partial void Denied(ILogger logger);
    }
}
