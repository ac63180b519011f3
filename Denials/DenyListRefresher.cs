using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CourseComments.Denials;

/// <summary>Reads the list at the start and again and again.</summary>
internal sealed class DenyListRefresher(DenyList list, IOptions<DenialOptions> options, TimeProvider time) : BackgroundService
{
    // Runs from the beginning: no tick is lost while the first reading is under way.
    private readonly PeriodicTimer _timer = new(options.Value.RefreshEvery, time);

    public override void Dispose()
    {
        _timer.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        do
        {
            await list.ReadAsync();
        }
        while (await _timer.WaitForNextTickAsync(stoppingToken));
    }
}
