using Momento.Emulator.Auth;
using Momento.Emulator.Caches;
using Momento.Emulator.Configuration;
using Momento.Emulator.Faults;
using Momento.Emulator.Persistence;
using Momento.Emulator.Quotas;
using Momento.Emulator.Webhooks;

namespace Momento.Emulator.Admin;

/// <summary>Everything as it was at the start, or as it was when a snapshot was taken.</summary>
internal sealed class EmulatorState(
    EmulatorOptions options,
    Seed seed,
    Journal journal,
    DurableState durable,
    CacheRegistry caches,
    WebhookRegistry webhooks,
    SigningKey signingKey,
    CredentialResolver credentials,
    DeliveryLog deliveries,
    FaultInjection faults,
    AccountQuotas quotas)
{
    /// <summary>Caches, keys, tokens and webhooks that came after the start are gone, subscriptions end; the clock goes on.</summary>
    public async Task ResetAsync()
    {
        Clear();
        seed.Plant(caches);
        AddConfiguredCaches();
        await journal.WhenWrittenAsync();
    }

    public IReadOnlyList<JournalEntry> Snapshot() => journal.WhileNothingChanges(() => durable.Snapshot().ToArray());

    /// <exception cref="InvalidDataException">The entries do not fit together. Nothing was changed.</exception>
    public async Task RestoreAsync(IReadOnlyCollection<JournalEntry> entries)
    {
        caches.CheckImport(entries);
        Clear();
        caches.Import(entries);
        foreach (var entry in entries)
        {
            if (entry.KindCase == JournalEntry.KindOneofCase.Webhook)
            {
                webhooks.Import(entry.Webhook);
            }
            else if (entry.KindCase == JournalEntry.KindOneofCase.SigningKey)
            {
                signingKey.Replace(entry.SigningKey.ToByteArray());
                credentials.Forget();
            }
        }

        AddConfiguredCaches();
        await journal.WhenWrittenAsync();
    }

    private void Clear()
    {
        foreach (var cache in caches.All)
        {
            caches.TryDelete(cache.Name);
        }

        webhooks.Reset();
        signingKey.Replace(SigningKey.New());
        credentials.Forget();
        deliveries.Clear();
        faults.Forget();
        quotas.Forget();
    }

    private void AddConfiguredCaches()
    {
        foreach (var name in options.Caches)
        {
            caches.TryCreate(name);
        }
    }
}
