using Grpc.Core;
using Momento.Protocol.PubSub;
using Momento.Sdk.Exceptions;
using Momento.Sdk.Responses;

namespace Momento.Sdk.Internal;

/// <summary>
/// One subscription, which subscribes again after faults that may pass. It then asks for the last number it knows, as the
/// real client does, so that message can come twice.
/// </summary>
internal sealed class SubscriptionStream(
    Pubsub.PubsubClient client, string cacheName, string topicName, ulong sequenceNumber, ulong sequencePage, TimeSpan timeout)
    : IDisposable
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource _disposed = new();
    private AsyncServerStreamingCall<SubscriptionItem>? _call;
    private ulong _sequenceNumber = sequenceNumber;
    private ulong _sequencePage = sequencePage;

    /// <summary>Ends when the first message is here, which must be a heartbeat.</summary>
    public async Task SubscribeAsync()
    {
        var request = new SubscriptionRequest
        {
            CacheName = cacheName,
            Topic = topicName,
            ResumeAtTopicSequenceNumber = _sequenceNumber,
            SequencePage = _sequencePage,
        };
        var call = client.Subscribe(request, new CallOptions(cancellationToken: _disposed.Token));
        try
        {
            await FirstHeartbeatAsync(call.ResponseStream);
            _call = call;
        }
        catch
        {
            call.Dispose();
            throw;
        }
    }

    /// <summary>Null when cancelled.</summary>
    public async ValueTask<ITopicEvent?> NextAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                if (_call is null)
                {
                    await SubscribeAsync();
                }

                if (await ReadAsync(_call!.ResponseStream, cancellationToken) is { } topicEvent)
                {
                    return topicEvent;
                }
            }
            catch (OperationCanceledException)
            {
                return null;
            }
            catch (Exception e)
            {
                var error = CacheExceptionMapper.Convert(e);
                if (!MayPass(error.ErrorCode))
                {
                    return new TopicMessage.Error(error);
                }

                Disconnect();
                await Task.Delay(RetryDelay, TimeProvider.System, cancellationToken)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        return null;
    }

    public void Dispose()
    {
        _disposed.Cancel();
        Disconnect();
    }

    private static bool MayPass(MomentoErrorCode code) => code is not (
        MomentoErrorCode.NOT_FOUND_ERROR or MomentoErrorCode.PERMISSION_ERROR
        or MomentoErrorCode.AUTHENTICATION_ERROR or MomentoErrorCode.CANCELLED_ERROR);

    private async Task FirstHeartbeatAsync(IAsyncStreamReader<SubscriptionItem> stream)
    {
        bool received;
        try
        {
            received = await stream.MoveNext(CancellationToken.None).WaitAsync(timeout, TimeProvider.System);
        }
        catch (System.TimeoutException)
        {
            const string Message = "No first message (heartbeat) within the client timeout.";
            throw new Exceptions.TimeoutException(Message, new(new(StatusCode.DeadlineExceeded, Message)));
        }

        if (!received || stream.Current.Heartbeat is null)
        {
            throw new InternalServerException("The subscription did not start with a heartbeat.");
        }
    }

    /// <summary>Null for a kind of message that is not known.</summary>
    private async Task<ITopicEvent?> ReadAsync(IAsyncStreamReader<SubscriptionItem> stream, CancellationToken cancellationToken)
    {
        if (!await stream.MoveNext(cancellationToken))
        {
            throw new InternalServerException("The subscription ended.");
        }

        switch (stream.Current)
        {
            case { Item: { } item }:
                (_sequenceNumber, _sequencePage) = (item.TopicSequenceNumber, item.SequencePage);
                return item.Value?.KindCase switch
                {
                    TopicValue.KindOneofCase.Text => new TopicMessage.Text(item),
                    TopicValue.KindOneofCase.Binary => new TopicMessage.Binary(item),
                    _ => null,
                };
            case { Discontinuity: { } gap }:
                (_sequenceNumber, _sequencePage) = (gap.NewTopicSequence, gap.NewSequencePage);
                return new TopicSystemEvent.Discontinuity(gap.LastTopicSequence, gap.NewTopicSequence, gap.NewSequencePage);
            case { Heartbeat: not null }:
                return new TopicSystemEvent.Heartbeat();
            default:
                return null;
        }
    }

    private void Disconnect() => Interlocked.Exchange(ref _call, null)?.Dispose();
}
