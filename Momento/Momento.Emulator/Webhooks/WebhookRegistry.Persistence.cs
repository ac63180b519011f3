using Momento.Emulator.Configuration;
using Momento.Emulator.Persistence;

namespace Momento.Emulator.Webhooks;

/// <summary>What the journal needs: to apply what it holds, and to begin again with what there is.</summary>
internal sealed partial class WebhookRegistry
{
    public void Restore(WebhookRecord kept) => _queues[(kept.Cache, kept.Name)] = new WebhookQueue(
        Read(kept), isConfigured: false, sender, chaos, time, logger);

    public void Restore(WebhookKey deleted) => _queues.Remove((deleted.Cache, deleted.Name));

    public IReadOnlyList<JournalEntry> Snapshot()
    {
        lock (_gate)
        {
            return [.. _queues.Values.Where(queue => !queue.IsConfigured).Select(queue => new JournalEntry { Webhook = Describe(queue.Webhook) })];
        }
    }

    private static WebhookOptions Read(WebhookRecord kept) =>
        new(kept.Name, kept.Cache, kept.Topic, new Uri(kept.Url), new WebhookSecret(kept.Secret));

    private static WebhookRecord Describe(WebhookOptions webhook) => new()
    {
        Cache = webhook.Cache,
        Name = webhook.Name,
        Topic = webhook.Topic,
        Url = webhook.Url.OriginalString,
        Secret = webhook.SigningSecret.Text,
    };
}
