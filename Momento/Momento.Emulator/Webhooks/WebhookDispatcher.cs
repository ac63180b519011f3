using System.Collections.Frozen;
using Momento.Emulator.Configuration;
using Momento.Webhooks;

namespace Momento.Emulator.Webhooks;

/// <summary>Hands each text message to the webhooks of its topic, without waiting for them.</summary>
internal sealed class WebhookDispatcher(EmulatorOptions options, WebhookSender sender, WebhookChaos chaos, TimeProvider time, ILogger<WebhookQueue> logger)
    : IHostedService, IDisposable
{
    private static readonly TimeSpan GracePeriod = TimeSpan.FromSeconds(2);

    private readonly FrozenDictionary<(string Cache, string Topic), WebhookQueue[]> _queues = options.Webhooks
        .GroupBy(webhook => (webhook.Cache, webhook.Topic))
        .ToFrozenDictionary(
            webhooks => webhooks.Key,
            webhooks => webhooks.Select(webhook => new WebhookQueue(webhook, sender, chaos, time, logger)).ToArray());

    private readonly CancellationTokenSource _abandon = new();

    private IEnumerable<WebhookQueue> Queues => _queues.Values.SelectMany(queues => queues);

    public void Dispatch(string cache, string topic, ulong sequenceNumber, string tokenId, string text)
    {
        if (_queues.Count == 0 || !_queues.TryGetValue((cache, topic), out var queues))
        {
            return;
        }

        // The publish timestamp is set when the event is sent.
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var webhookEvent = new WebhookEvent(cache, topic, now, now, sequenceNumber, tokenId, text);
        foreach (var queue in queues)
        {
            queue.Enqueue(webhookEvent);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var queue in Queues)
        {
            queue.Start(_abandon.Token);
        }

        return Task.CompletedTask;
    }

    /// <summary>Nothing more is taken; what is under way gets a short time to finish.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        using var grace = new CancellationTokenSource(GracePeriod, time);
        await using (grace.Token.Register(_abandon.Cancel))
        await using (cancellationToken.Register(_abandon.Cancel))
        {
            await Task.WhenAll(Queues.Select(queue => queue.StopAsync()));
        }
    }

    public void Dispose() => _abandon.Dispose();
}
