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
        var renewing = RenewAsync(leading.Token);
        try
        {
            Log.Leads(logger);
            await Task.WhenAll(leading.EndWithAsync(renewing), leading.EndWithAsync(RelayAsync(leading)));
        }
        catch (StoreUnavailableException exception)
        {
            Log.NotStarted(logger, exception.Message);
        }
        catch (Exception exception)
        {
            // A fault of ours. What was not dealt with is read again from the checkpoint. Its message may quote a comment.
            Log.Failed(logger, exception.GetType(), exception.StackTrace);
        }

        if (renewing is { IsCompletedSuccessfully: true, Result: true })
        {
            await lease.ReleaseAsync();
        }
    }

    /// <returns>Whether the lease was held to the end.</returns>
    private async Task<bool> RenewAsync(CancellationToken cancellationToken)
    {
        while (await PauseAsync(lease.Interval, cancellationToken))
        {
            if (!await lease.TryRenewAsync())
            {
                Log.StandsBy(logger);
                return false;
            }
        }

        return true;
    }

    private async Task RelayAsync(CancellationTokenSource leading)
    {
        var start = await checkpoints.ReadAsync();
        var prefix = new AcknowledgedPrefix(start);
        using var lanes = new Lanes(courier, prefix, status, options.Value.QueueCapacity, leading);
        status.Works(prefix);
        var writing = leading.EndWithAsync(WriteCheckpointsAsync(prefix, leading.Token));
        try
        {
            await foreach (var message in feed.ReadAsync(start, leading.Token))
            {
                await lanes.WaitForRoomAsync();
                lanes.Add(prefix.Add(message));
            }
        }
        catch (OperationCanceledException) when (leading.IsCancellationRequested)
        {
            // Stopped while there was no room.
        }
        finally
        {
            await leading.CancelAsync();
            await EndAsync(prefix, lanes.DrainAsync(), writing);
        }
    }

    private async Task EndAsync(AcknowledgedPrefix prefix, params Task[] jobs)
    {
        try
        {
            await Task.WhenAll(jobs);
        }
        finally
        {
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

        [LoggerMessage(4, LogLevel.Error, "Relaying ended by {Fault} and begins again from the checkpoint.\n{StackTrace}")]
        public static partial void Failed(ILogger logger, Type fault, string? stackTrace);
    }
}
