using System.Collections.Concurrent;
using Grpc.Core;
using Momento.Emulator.Configuration;

namespace Momento.Emulator.Quotas;

/// <summary>What a small account may do, when that is switched on. Each cache counts for itself; keys and tokens count together.</summary>
internal sealed class AccountQuotas(EmulatorOptions options, TimeProvider time)
{
    public const int CacheOperationsPerSecond = 100;
    public const int CacheBytesPerSecond = 1024 * 1024;
    public const int PublishesPerSecond = 10;
    public const int Subscriptions = 100;
    public const int MintedPerSecond = 5;
    public const int DeliveriesPerSecond = 5;
    public const int WebhooksPerCache = 5;

    private const string Throughput = "throughput";
    private const string Operations = "operation";

    private readonly ConcurrentDictionary<(string Kind, string Name), RateLimit> _rates = [];
    private readonly ConcurrentDictionary<string, int> _subscriptions = new(StringComparer.Ordinal);

    public void CacheOperation(string cache)
    {
        RequireThroughput(cache);
        Require(TryTake(Operations, cache, CacheOperationsPerSecond));
    }

    public void Publish(string cache)
    {
        RequireThroughput(cache);
        Require(TryTake("publish", cache, PublishesPerSecond));
    }

    /// <summary>Counts what a call was that was let through as one operation. How much shows only afterwards: the next are refused for it.</summary>
    public void Used(string cache, long bytes, int operations = 1)
    {
        // Only of caches that are there: a caller may send any name with calls that need none.
        Take(Throughput, bytes);
        Take(Operations, operations - 1);

        void Take(string kind, long used)
        {
            if (used > 0 && _rates.TryGetValue((kind, cache), out var rate))
            {
                rate.Take(used);
            }
        }
    }

    public void Mint() => Require(TryTake("mint", "", MintedPerSecond));

    /// <returns>False for what is to be dropped.</returns>
    public bool TryDeliver(string cache, string webhook) => TryTake("deliver", $"{cache}\n{webhook}", DeliveriesPerSecond);

    public void AddWebhook(int present)
    {
        if (options.Quotas && present >= WebhooksPerCache)
        {
            throw MomentoErrors.TooManyWebhooks();
        }
    }

    /// <summary>Dispose when the subscription ends.</summary>
    /// <exception cref="RpcException">RESOURCE_EXHAUSTED: there are too many.</exception>
    public IDisposable? Subscribe(string cache)
    {
        if (!options.Quotas)
        {
            return null;
        }

        var slot = new SubscriptionSlot(() => _subscriptions.AddOrUpdate(cache, 0, (_, count) => count - 1));
        if (_subscriptions.AddOrUpdate(cache, 1, (_, count) => count + 1) > Subscriptions)
        {
            slot.Dispose();
            throw MomentoErrors.TooManySubscriptions();
        }

        return slot;
    }

    /// <summary>Rates begin again.</summary>
    public void Forget() => _rates.Clear();

    private static void Require(bool isAllowed)
    {
        if (!isAllowed)
        {
            throw MomentoErrors.TooManyOperations();
        }
    }

    private void RequireThroughput(string cache)
    {
        if (options.Quotas && !Rate(Throughput, cache, CacheBytesPerSecond).HasLeft())
        {
            throw MomentoErrors.TooMuchThroughput();
        }
    }

    private bool TryTake(string kind, string name, int perSecond) =>
        !options.Quotas || Rate(kind, name, perSecond).TryTake();

    private RateLimit Rate(string kind, string name, int perSecond) => _rates.GetOrAdd((kind, name), _ => new RateLimit(perSecond, time));

    private sealed class SubscriptionSlot(Action free) : IDisposable
    {
        public void Dispose() => free();
    }
}
