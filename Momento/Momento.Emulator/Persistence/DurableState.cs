using Momento.Emulator.Auth;
using Momento.Emulator.Caches;
using Momento.Emulator.Webhooks;

namespace Momento.Emulator.Persistence;

/// <summary>Everything that the journal keeps.</summary>
internal sealed class DurableState(CacheRegistry caches, SigningKey signingKey, WebhookRegistry webhooks)
{
    /// <summary>Applies what the journal holds. Only before anything else happens.</summary>
    /// <exception cref="InvalidDataException">The entry does not fit what precedes it.</exception>
    public void Apply(JournalEntry entry)
    {
        switch (entry.KindCase)
        {
            case JournalEntry.KindOneofCase.SigningKey:
                signingKey.Restore(entry.SigningKey);
                break;
            case JournalEntry.KindOneofCase.Webhook:
                webhooks.Restore(entry.Webhook);
                break;
            case JournalEntry.KindOneofCase.WebhookDeleted:
                webhooks.Restore(entry.WebhookDeleted);
                break;
            default:
                caches.Apply(entry);
                break;
        }
    }

    /// <summary>The entries that make up everything as it is. Only while nothing changes.</summary>
    public IEnumerable<JournalEntry> Snapshot() => caches.Snapshot().Append(signingKey.Snapshot()).Concat(webhooks.Snapshot());
}
