using System.Diagnostics;
using System.Text;
using System.Text.Json;
using CourseComments.Contracts;
using CourseComments.Denials;
using CourseComments.TokenService.Learners;
using CourseComments.TokenService.Tokens;
using Microsoft.Extensions.Options;
using Momento.Client;

namespace CourseComments.TokenService.Publishing;

/// <summary>
/// Publishes for clients that have no Momento SDK, with the caller's own disposable token: so the message carries
/// the caller's id by Momento's word, exactly as if the caller had published it.
/// </summary>
internal sealed partial class CommentPublisher(
    TokenIssuer issuer, ITopicPublisher publisher, DenyList denials, IOptions<TokenOptions> options, ILogger<CommentPublisher> logger)
{
    private const int MaxMessageBytes = 4096;
    private static readonly TimeSpan MomentoBusy = TimeSpan.FromSeconds(1);

    public async Task<PublishResult> PublishAsync(
        Caller caller, string courseId, string? comment, CancellationToken cancellationToken)
    {
        if (CourseIds.FindFault(courseId) is { } courseFault)
        {
            return new PublishResult.Invalid("courseId", courseFault);
        }

        if (denials.Occupies(courseId))
        {
            return new PublishResult.Invalid("courseId", "is reserved.");
        }

        if (CommentTexts.FindFault(comment, out var text) is { } commentFault)
        {
            return new PublishResult.Invalid("comment", commentFault);
        }

        var message = MessageOf(new CommentMessage(courseId, text));
        if (Encoding.UTF8.GetByteCount(message) > MaxMessageBytes)
        {
            return new PublishResult.Invalid("comment", $"is too large: with its course it must fit into {MaxMessageBytes} bytes of JSON.");
        }

        return await SendAsync(caller, message, mayRenewToken: true, cancellationToken);
    }

    /// <summary>With the trace, so that the webhook that the message causes joins it, where both fit.</summary>
    private static string MessageOf(CommentMessage message)
    {
        if (Activity.Current is { Recorded: true, IdFormat: ActivityIdFormat.W3C } current)
        {
            var traced = Serialize(message with { TraceParent = current.Id });
            if (Encoding.UTF8.GetByteCount(traced) <= MaxMessageBytes)
            {
                return traced;
            }
        }

        return Serialize(message);
    }

    private static string Serialize(CommentMessage message) =>
        JsonSerializer.Serialize(message, ContractsJsonContext.Compact.CommentMessage);

    private async Task<PublishResult> SendAsync(
        Caller caller, string message, bool mayRenewToken, CancellationToken cancellationToken)
    {
        switch (await issuer.GetAsync(caller, cancellationToken))
        {
            case TokenResult.RetryLater { After: var after }:
                return new PublishResult.RetryLater(after);
            case TokenResult.Denied:
                return new PublishResult.Denied();
            case TokenResult.Issued { Token: var token }:
                var outcome = await publisher.PublishAsync(
                    options.Value.CacheName, options.Value.TopicName, message, token.Value, cancellationToken);
                if (outcome == TopicPublishOutcome.Unauthenticated && mayRenewToken)
                {
                    // Refused before it was taken, so sending it again cannot double it.
                    issuer.Drop(token);
                    return await SendAsync(caller, message, mayRenewToken: false, cancellationToken);
                }

                return ResultOf(outcome);
            default:
                return new PublishResult.Unavailable();
        }
    }

    private PublishResult ResultOf(TopicPublishOutcome outcome)
    {
        switch (outcome)
        {
            case TopicPublishOutcome.Accepted:
                return new PublishResult.Accepted();
            case TopicPublishOutcome.LimitExceeded:
                return new PublishResult.RetryLater(MomentoBusy);
            default:
                Log.NotPublished(logger, outcome);
                return new PublishResult.Unavailable();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Momento did not take a comment: {Outcome}.")]
        public static partial void NotPublished(ILogger logger, TopicPublishOutcome outcome);
    }
}
