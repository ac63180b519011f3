using Grpc.Core;
using Momento.Protocol.PubSub;

namespace Momento.Emulator.Tests;

/// <summary>An open subscription whose every wait ends.</summary>
public sealed class TestSubscription(AsyncServerStreamingCall<SubscriptionItem> call) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public async Task<SubscriptionItem> NextAsync()
    {
        Assert.True(await MoveNextAsync("the next message of a subscription"), "The stream ended cleanly.");
        return call.ResponseStream.Current;
    }

    public async Task<TopicItem> NextItemAsync()
    {
        var next = await NextAsync();
        return next.Item ?? throw new InvalidOperationException($"Expected an item, got {next}.");
    }

    public async Task<Discontinuity> NextDiscontinuityAsync()
    {
        var next = await NextAsync();
        return next.Discontinuity ?? throw new InvalidOperationException($"Expected a discontinuity, got {next}.");
    }

    /// <summary>The status the stream ends with; what comes before it is skipped.</summary>
    public async Task<StatusCode> EndAsync()
    {
        try
        {
            while (await MoveNextAsync("the end of a subscription"))
            {
                // Not yet.
            }

            return StatusCode.OK;
        }
        catch (RpcException exception)
        {
            return exception.StatusCode;
        }
    }

    public void Dispose() => call.Dispose();

    private async Task<bool> MoveNextAsync(string what)
    {
        using var timeout = new CancellationTokenSource(Patience);
        try
        {
            return await call.ResponseStream.MoveNext(timeout.Token);
        }
        catch (RpcException exception) when (exception.StatusCode == StatusCode.Cancelled && timeout.IsCancellationRequested)
        {
            throw new TimeoutException($"Waited {Patience.TotalSeconds} s for {what}.", exception);
        }
    }
}
