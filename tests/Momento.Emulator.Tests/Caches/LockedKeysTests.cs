using Google.Protobuf;
using Momento.Emulator.Caches;
using Momento.Emulator.Persistence;
using Momento.Emulator.Topics;
using static Momento.Emulator.Tests.MomentoClients;

namespace Momento.Emulator.Tests.Caches;

public sealed class LockedKeysTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public void Keys_that_are_locked_together_in_any_order_never_wait_for_each_other_forever()
    {
        var time = TimeProvider.System;
        using var cache = new CacheStore(1, "cache", new CacheClock(time), new TopicSet(time, new SequencePages(time), 1, Journal.None), Journal.None);
        for (var number = 0; number < 6; number++)
        {
            var (held, other) = (Bytes($"held {number}"), Bytes($"other {number}"));
            Thread[] waiting;
            using (cache.Lock(held))
            {
                // Were they locked in the order of asking, the first would now be next for one and the second have the other.
                waiting = [WaitingFor(cache, held, other), WaitingFor(cache, other, held)];
            }

            Assert.All(waiting, thread => Assert.True(thread.Join(Patience), "Two threads wait for each other."));
        }
    }

    private static Thread WaitingFor(CacheStore cache, params ByteString[] keys)
    {
        var thread = new Thread(() => cache.Lock(keys.AsEnumerable()).Dispose()) { IsBackground = true };
        thread.Start();
        Assert.True(
            SpinWait.SpinUntil(() => thread.ThreadState.HasFlag(ThreadState.WaitSleepJoin), Patience), "The thread was to wait for a lock.");
        return thread;
    }
}
