using Momento.Emulator.Auth;
using Momento.Emulator.Caches;
using Momento.Emulator.Topics;
using Momento.Protocol.PubSub;

namespace Momento.Emulator.HttpApi;

/// <summary>A subscription that ends with its first messages, or with none after a while.</summary>
internal sealed class TopicPoll(TimeProvider time, IHostApplicationLifetime lifetime)
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private const int BatchSize = 64;

    /// <exception cref="Grpc.Core.RpcException">Why the subscription ended.</exception>
    public async Task<IReadOnlyList<SubscriptionItem>> WaitAsync(
        TopicReader reader, CacheStore cache, Credential credential, CancellationToken client)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        await using var waker = patience.Token.Register(reader.Wake);
        using var end = new SubscriptionEnd(reader, cache, credential, time, client, lifetime.ApplicationStopping);
        var batch = new List<SubscriptionItem>(BatchSize);
        while (end.IsOpen() && !patience.IsCancellationRequested)
        {
            reader.Read(batch);
            await cache.Journal.WhenWrittenAsync();
            if (batch.Count > 0)
            {
                break;
            }

            await reader.WaitAsync();
        }

        return batch;
    }
}
