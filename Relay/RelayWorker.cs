using CourseComments.Relay.Checkpoints;
using CourseComments.Relay.DeadLetters;
using CourseComments.Relay.Delivering;
using CourseComments.Relay.Leading;
using CourseComments.Relay.Subscribing;
using Microsoft.Extensions.Options;

namespace CourseComments.Relay;

/// <summary>Stands by until it leads, then relays until it stops or leads no more.</summary>
internal sealed partial class RelayWorker(
    LeaderLease lease, TopicFeed feed, Courier courier, CheckpointStore checkpoints, DeadLetterStore deadLetters, RelayStatus status,
    TimeProvider time, IOptions<RelayOptions> options, ILogger<RelayWorker> logger) : BackgroundService
{
    /// <summary>How often what would expire is written again, changed or not.</summary>
    private static readonly TimeSpan KeepAliveEvery = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            if (await lease.TryAcquireAsync())
            {
                await LeadAsync(stoppingToken);
            }

            await PauseAsync(lease.Interval, stoppingToken);
        }
    }

    private async Task LeadAsync(CancellationToken stoppingToken)
    {
        using var leading = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var renewing = RenewAsync(leading);
        try
        {
            Log.Leads(logger);
            await RelayAsync(leading.Token);
        }
        catch (StoreUnavailableException exception)
        {
            Log.NotStarted(logger, exception.Message);
        }
        finally
        {
            await leading.CancelAsync();
            if (await renewing)
            {
                await lease.ReleaseAsync();
            }
        }
    }

    /// <returns>Whether the lease was held to the end.</returns>
    private async Task<bool> RenewAsync(CancellationTokenSource leading)
    {
        while (await PauseAsync(lease.Interval, leading.Token))
        {
            if (!await lease.TryRenewAsync())
            {
                Log.StandsBy(logger);
                await leading.CancelAsync();
                return false;
            }
        }

        return true;
    }

    private async Task RelayAsync(CancellationToken cancellationToken)
    {
        var start = await checkpoints.ReadAsync();
        var prefix = new AcknowledgedPrefix(start);
        using var lanes = new Lanes(courier, prefix, status, options.Value.QueueCapacity, cancellationToken);
        status.Works(prefix);
        var writing = WriteCheckpointsAsync(prefix, cancellationToken);
        try
        {
            await foreach (var message in feed.ReadAsync(start, cancellationToken))
            {
                await lanes.WaitForRoomAsync();
                lanes.Add(prefix.Add(message));
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Stopped while there was no room.
        }
        finally
        {
            await lanes.DrainAsync();
            await writing;
            if (prefix.UpTo is { } upTo)
            {
                await TryWriteCheckpointAsync(upTo);
            }

            status.Works(null);
        }
    }

    private async Task WriteCheckpointsAsync(AcknowledgedPrefix prefix, CancellationToken cancellationToken)
    {
        var written = prefix.UpTo;
        var writtenAt = time.GetTimestamp();
        var keptAt = writtenAt;
        while (await PauseAsync(options.Value.CheckpointEvery, cancellationToken))
        {
            var isDue = time.GetElapsedTime(writtenAt) > KeepAliveEvery;
            if (prefix.UpTo is { } upTo && (upTo != written || isDue) && await TryWriteCheckpointAsync(upTo))
            {
                (written, writtenAt) = (upTo, time.GetTimestamp());
            }

            if (time.GetElapsedTime(keptAt) > KeepAliveEvery)
            {
                await deadLetters.KeepAsync();
                keptAt = time.GetTimestamp();
            }
        }
    }

    /// <summary>Unless another leads: it may be further already.</summary>
    private async Task<bool> TryWriteCheckpointAsync(TopicPosition upTo) => await lease.TryRenewAsync() && await checkpoints.TryWriteAsync(upTo);

    /// <returns>False when cancelled.</returns>
    private async Task<bool> PauseAsync(TimeSpan pause, CancellationToken cancellationToken)
    {
        await Task.Delay(pause, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !cancellationToken.IsCancellationRequested;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "This relay leads.")]
        public static partial void Leads(ILogger logger);

        [LoggerMessage(2, LogLevel.Warning, "This relay leads no more and stands by.")]
        public static partial void StandsBy(ILogger logger);

        [LoggerMessage(3, LogLevel.Warning, "This relay cannot begin yet: {Reason}")]
        public static partial void NotStarted(ILogger logger, string reason);
    }
}
