namespace Momento.Emulator.Caches;

/// <summary>Expired items are not found anyway; this frees their memory, and that of topics nobody uses.</summary>
internal sealed class ExpirySweeper(CacheRegistry caches, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var cache in caches.All)
            {
                cache.RemoveExpired();
                cache.Topics.RemoveIdle();
            }
        }
    }
}
