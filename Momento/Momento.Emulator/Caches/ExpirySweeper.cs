using Momento.Emulator.Configuration;

namespace Momento.Emulator.Caches;

/// <summary>Expired items are not found anyway; this frees their memory, and that of topics nobody uses.</summary>
internal sealed class ExpirySweeper(CacheRegistry caches, EmulatorOptions options, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan LongestInterval = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ShortestInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>Often enough that a topic does not stay for much longer than it may be idle.</summary>
    private TimeSpan Interval => TimeSpan.FromTicks(Math.Clamp(options.TopicIdleTime.Ticks / 2, ShortestInterval.Ticks, LongestInterval.Ticks));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var cache in caches.All)
            {
                cache.RemoveExpired();
                cache.Topics.RemoveIdle(options.TopicIdleTime);
            }
        }
    }
}
