using System.Collections.Frozen;
using Momento.Emulator.Configuration;
using Momento.Emulator.Persistence;

namespace Momento.Emulator.Webhooks;

/// <summary>All webhooks, by cache and name. Those that were not configured are written down.</summary>
internal sealed partial class WebhookRegistry(
    EmulatorOptions options, Journal journal, WebhookSender sender, WebhookChaos chaos, TimeProvider time, ILogger<WebhookQueue> logger) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Cache, string Name), WebhookQueue> _queues = [];
    private volatile FrozenDictionary<(string Cache, string Topic), WebhookQueue[]> _byTopic = FrozenDictionary<(string, string), WebhookQueue[]>.Empty;
    private bool _isStarted;

    /// <summary>Without a lock, as every message asks.</summary>
    public IReadOnlyList<WebhookQueue> For(string cache, string topic) => _byTopic.Count > 0 && _byTopic.TryGetValue((cache, topic), out var queues) ? queues : [];

    public WebhookOptions? Find(string cache, string name)
    {
        lock (_gate)
        {
            return _queues.GetValueOrDefault((cache, name))?.Webhook;
        }
    }

    public IReadOnlyList<WebhookOptions> In(string cache)
    {
        lock (_gate)
        {
            return [.. _queues.Values.Select(queue => queue.Webhook).Where(webhook => webhook.Cache == cache).OrderBy(webhook => webhook.Name, StringComparer.Ordinal)];
        }
    }

    /// <summary>A new webhook, or what an existing one becomes; that keeps its secret.</summary>
    public WebhookSecret Put(string cache, string name, string topic, Uri url) => Change(() =>
    {
        var secret = _queues.GetValueOrDefault((cache, name))?.Webhook.SigningSecret ?? WebhookSecret.New();
        Set(new WebhookOptions(name, cache, topic, url, secret));
        return secret;
    });

    /// <summary>One that a snapshot holds.</summary>
    public void Import(WebhookRecord kept) => Change(() =>
    {
        Set(Read(kept));
        return true;
    });

    /// <returns>The new secret, or null when there is no such webhook.</returns>
    public WebhookSecret? Rotate(string cache, string name) => Change(() =>
    {
        if (!_queues.TryGetValue((cache, name), out var queue))
        {
            return null;
        }

        var secret = WebhookSecret.New();
        Set(queue.Webhook with { SigningSecret = secret });
        return secret;
    });

    public bool TryDelete(string cache, string name) => Change(() => Remove(cache, name));

    /// <summary>Webhooks go with their cache; those that are configured wait for one of that name.</summary>
    public void DeleteOf(string cache) => Change(() =>
    {
        var gone = _queues.Where(entry => entry.Key.Cache == cache && !entry.Value.IsConfigured).Select(entry => entry.Key).ToArray();
        return Array.TrueForAll(gone, webhook => Remove(webhook.Cache, webhook.Name));
    });

    /// <summary>Just those that are configured, as they are configured.</summary>
    public void Reset() => Change(() =>
    {
        foreach (var (cache, name) in _queues.Keys.ToArray())
        {
            Remove(cache, name);
        }

        AddConfigured();
        return true;
    });

    /// <summary>Those that are configured, in place of what was kept of them. Webhooks whose cache is gone are dropped.</summary>
    public void Start(Func<string, bool> cacheExists) => Change(() =>
    {
        AddConfigured();
        foreach (var (cache, name) in _queues.Where(entry => !entry.Value.IsConfigured && !cacheExists(entry.Key.Cache)).Select(entry => entry.Key).ToArray())
        {
            Remove(cache, name);
        }

        _isStarted = true;
        foreach (var queue in _queues.Values)
        {
            queue.Start();
        }

        return true;
    });

    /// <summary>Nothing more is taken.</summary>
    /// <param name="abandon">When the time for what is under way is over.</param>
    public async Task StopAsync(CancellationToken abandon)
    {
        WebhookQueue[] queues;
        lock (_gate)
        {
            queues = [.. _queues.Values];
        }

        await using (abandon.Register(() => Array.ForEach(queues, queue => queue.Abandon())))
        {
            await Task.WhenAll(queues.Select(queue => queue.StopAsync()));
        }
    }

    public void Dispose()
    {
        foreach (var queue in _queues.Values)
        {
            queue.Dispose();
        }
    }

    private T Change<T>(Func<T> change)
    {
        journal.EnterChange();
        try
        {
            lock (_gate)
            {
                var result = change();
                _byTopic = _queues.Values.GroupBy(queue => (queue.Webhook.Cache, queue.Webhook.Topic))
                    .ToFrozenDictionary(queues => queues.Key, queues => queues.ToArray());
                return result;
            }
        }
        finally
        {
            journal.ExitChange();
        }
    }

    private void AddConfigured()
    {
        foreach (var webhook in options.Webhooks)
        {
            Remove(webhook.Cache, webhook.Name);
            Add(webhook, isConfigured: true);
        }
    }

    private void Set(WebhookOptions webhook)
    {
        if (_queues.TryGetValue((webhook.Cache, webhook.Name), out var queue))
        {
            queue.Webhook = webhook;
        }
        else
        {
            queue = Add(webhook, isConfigured: false);
        }

        if (!queue.IsConfigured)
        {
            journal.Append(new JournalEntry { Webhook = Describe(webhook) });
        }
    }

    private WebhookQueue Add(WebhookOptions webhook, bool isConfigured)
    {
        var queue = new WebhookQueue(webhook, isConfigured, sender, chaos, time, logger);
        _queues.Add((webhook.Cache, webhook.Name), queue);
        if (_isStarted)
        {
            queue.Start();
        }

        return queue;
    }

    /// <summary>What waits for it is given up.</summary>
    private bool Remove(string cache, string name)
    {
        if (!_queues.Remove((cache, name), out var queue))
        {
            return false;
        }

        queue.Abandon();
        _ = queue.StopAsync();
        if (!queue.IsConfigured)
        {
            journal.Append(new JournalEntry { WebhookDeleted = new WebhookKey { Cache = cache, Name = name } });
        }

        return true;
    }
}
