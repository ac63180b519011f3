using System.Threading.Channels;
using Microsoft.Extensions.Options;

namespace CourseComments.WebhookService.Storing;

/// <inheritdoc cref="ILateCleaning"/>
internal sealed partial class LateCleaning(
    Cleaning cleaning, IOptions<StoringOptions> options, TimeProvider time, ILogger<LateCleaning> logger) : BackgroundService, ILateCleaning
{
    private const int MaxWaiting = 10_000;
    private readonly TimeSpan _delay = 3 * options.Value.Lease;

    // All wait equally long, so the first is always the next.
    private readonly Channel<Work> _waiting =
        Channel.CreateBounded<Work>(new BoundedChannelOptions(MaxWaiting) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Schedule(string courseId, string id, int winner) =>
        _waiting.Writer.TryWrite(new Work(time.GetUtcNow() + _delay, courseId, id, winner));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (due, courseId, id, winner) in _waiting.Reader.ReadAllAsync(stoppingToken))
        {
            var wait = due - time.GetUtcNow();
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, time, stoppingToken);
            }

            try
            {
                await cleaning.CleanAsync(courseId, id, winner);
            }
            catch (StoreUnavailableException)
            {
                Log.NotCleaned(logger);
                Schedule(courseId, id, winner);
            }
        }
    }

    private sealed record Work(DateTimeOffset Due, string CourseId, string Id, int Winner);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "What attempts left in a list could not be removed yet.")]
        public static partial void NotCleaned(ILogger logger);
    }
}
