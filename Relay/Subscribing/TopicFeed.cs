using System.Runtime.CompilerServices;
using System.Text;
using CourseComments.Relay.Delivering;
using Microsoft.Extensions.Options;
using Momento.Sdk;
using Momento.Sdk.Exceptions;
using Momento.Sdk.Responses;

namespace CourseComments.Relay.Subscribing;

/// <summary>
/// The topic's messages in order, each once, until cancelled. Subscribes again after any fault: the SDK's own enumeration
/// ends silently on faults that it takes for permanent, and repeats the last message after others.
/// </summary>
internal sealed partial class TopicFeed(
    ITopicClient topics, RetryDelays delays, RelayStatus status, RelayMetrics metrics, TimeProvider time,
    IOptions<TopicOptions> topic, IOptions<RelayOptions> options, ILogger<TopicFeed> logger)
{
    private const ulong WhateverIsKept = 1;

    public async IAsyncEnumerable<ReceivedMessage> ReadAsync(
        TopicPosition? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var continuity = new Continuity(after, status, metrics, logger);
        for (var failures = 0; !cancellationToken.IsCancellationRequested; failures++)
        {
            if (failures > 0)
            {
                await Task.Delay(delays.Before(failures), time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            using var subscription = await SubscribeAsync(continuity.Last);
            if (subscription is null)
            {
                continue;
            }

            using var left = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await using var events = subscription.WithCancellationForAllEvents(left.Token).GetAsyncEnumerator(left.Token);
            try
            {
                var isFresh = true;
                while (await NextAsync(events, cancellationToken) is { } next)
                {
                    failures = 0;
                    if (!isFresh && IsSkip(next, continuity))
                    {
                        break;
                    }

                    if (Read(next, continuity) is { } message)
                    {
                        isFresh = false;
                        yield return message;
                    }
                }
            }
            finally
            {
                // Without that the SDK goes on to subscribe again for an enumeration that still waits.
                await left.CancelAsync();
            }
        }
    }

    private async Task<TopicSubscribeResponse.Subscription?> SubscribeAsync(TopicPosition? after)
    {
        var start = options.Value.StartFrom == StartFrom.Kept ? WhateverIsKept : (ulong?)null;
        var response = await topics.SubscribeAsync(topic.Value.CacheName, topic.Value.TopicName, after?.Sequence + 1 ?? start, after?.Page);
        if (response is TopicSubscribeResponse.Subscription subscription)
        {
            Log.Subscribed(logger, after?.Page, after?.Sequence);
            return subscription;
        }

        Log.NotSubscribed(logger, (response as TopicSubscribeResponse.Error)?.ErrorCode ?? MomentoErrorCode.UNKNOWN_ERROR);
        return null;
    }

    /// <summary>Null when the subscription is of no more use.</summary>
    private async Task<ITopicEvent?> NextAsync(IAsyncEnumerator<ITopicEvent?> events, CancellationToken cancellationToken)
    {
        var moving = events.MoveNextAsync().AsTask();
        try
        {
            if (await moving.WaitAsync(options.Value.HeartbeatTimeout, time, cancellationToken))
            {
                return events.Current;
            }

            if (!cancellationToken.IsCancellationRequested)
            {
                Log.Ended(logger, (events.Current as TopicMessage.Error)?.ErrorCode ?? MomentoErrorCode.UNKNOWN_ERROR);
            }
        }
        catch (OperationCanceledException)
        {
            // Read no further, by whoever's wish.
        }
        catch (System.TimeoutException)
        {
            Log.Silent(logger);
            _ = moving.ContinueWith(static task => task.Exception, TaskScheduler.Default);
        }

        return null;
    }

    /// <summary>
    /// What is passed over may still be there for who asks. Only the answer to having asked, which is how a subscription
    /// begins, is believed.
    /// </summary>
    private bool IsSkip(ITopicEvent topicEvent, Continuity continuity)
    {
        var isSkip = topicEvent switch
        {
            TopicMessage.Text text => continuity.Skips(new TopicPosition(text.TopicSequencePage, text.TopicSequenceNumber)),
            TopicMessage.Binary binary => continuity.Skips(new TopicPosition(binary.TopicSequencePage, binary.TopicSequenceNumber)),
            TopicSystemEvent.Discontinuity gap => continuity.Skips(gap),
            _ => false,
        };
        if (isSkip)
        {
            Log.AsksAgain(logger, continuity.Last?.Page, continuity.Last?.Sequence);
        }

        return isSkip;
    }

    private ReceivedMessage? Read(ITopicEvent topicEvent, Continuity continuity)
    {
        switch (topicEvent)
        {
            case TopicMessage.Text text:
                return Read(text.TopicSequencePage, text.TopicSequenceNumber, text.TokenId, text.Value, continuity);
            case TopicMessage.Binary binary:
                return Read(
                    binary.TopicSequencePage, binary.TopicSequenceNumber, binary.TokenId, Encoding.UTF8.GetString(binary.Value), continuity);
            case TopicSystemEvent.Discontinuity gap:
                continuity.Saw(gap);
                return null;
            default:
                return null;
        }
    }

    private ReceivedMessage? Read(ulong page, ulong sequence, string? tokenId, string text, Continuity continuity)
    {
        var position = new TopicPosition(page, sequence);
        return continuity.IsNew(position) ? new ReceivedMessage(position, tokenId ?? "", text, time.GetUtcNow()) : null;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Subscribed to the topic, after page {Page} number {Sequence}.")]
        public static partial void Subscribed(ILogger logger, ulong? page, ulong? sequence);

        [LoggerMessage(2, LogLevel.Warning, "The topic could not be subscribed to: {ErrorCode}.")]
        public static partial void NotSubscribed(ILogger logger, MomentoErrorCode errorCode);

        [LoggerMessage(3, LogLevel.Warning, "The subscription ended: {ErrorCode}.")]
        public static partial void Ended(ILogger logger, MomentoErrorCode errorCode);

        [LoggerMessage(5, LogLevel.Warning, "The topic went on without messages after page {Page} number {Sequence}; asking for them.")]
        public static partial void AsksAgain(ILogger logger, ulong? page, ulong? sequence);

        [LoggerMessage(4, LogLevel.Warning, "The topic has been silent for longer than Relay:HeartbeatTimeout; subscribing again.")]
        public static partial void Silent(ILogger logger);
    }
}
