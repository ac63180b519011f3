using Microsoft.Extensions.Hosting;

namespace CourseComments.Denials;

/// <summary>Momento's sets end 24 hours after their last renewal; a denial does not end by itself, so the set is renewed every hour.</summary>
internal sealed class DenyListKeeper(DenyListStore store, TimeProvider time) : BackgroundService
{
    private readonly PeriodicTimer _timer = new(TimeSpan.FromHours(1), time);

    public override void Dispose()
    {
        _timer.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        do
        {
            await store.KeepAsync();
        }
        while (await _timer.WaitForNextTickAsync(stoppingToken));
    }
}
