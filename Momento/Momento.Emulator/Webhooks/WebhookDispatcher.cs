using Momento.Emulator.Caches;
using Momento.Emulator.Quotas;
using Momento.Webhooks;

namespace Momento.Emulator.Webhooks;

/// <summary>Hands each text message to the webhooks of its topic, without waiting for them.</summary>
internal sealed class WebhookDispatcher(WebhookRegistry webhooks, CacheRegistry caches, AccountQuotas quotas, TimeProvider time) : IHostedService
{
    private static readonly TimeSpan GracePeriod = TimeSpan.FromSeconds(2);

    public void Dispatch(string cache, string topic, ulong sequenceNumber, string tokenId, string text)
    {
        var queues = webhooks.For(cache, topic);
        if (queues.Count == 0)
        {
            return;
        }

        // The publish timestamp is set when the event is sent.
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var webhookEvent = new WebhookEvent(cache, topic, now, now, sequenceNumber, tokenId, text);
        foreach (var queue in queues)
        {
            if (quotas.TryDeliver(cache, queue.Webhook.Name))
            {
                queue.Enqueue(webhookEvent);
            }
            else
            {
                queue.Drop(webhookEvent, DeliveryOutcome.OverQuota);
            }
        }
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        webhooks.Start(cache => caches.Find(cache) is not null);
        return Task.CompletedTask;
    }

    /// <summary>Nothing more is taken; what is under way gets a short time to finish.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        using var grace = new CancellationTokenSource(GracePeriod, time);
        using var abandon = CancellationTokenSource.CreateLinkedTokenSource(grace.Token, cancellationToken);
        await webhooks.StopAsync(abandon.Token);
    }
}
