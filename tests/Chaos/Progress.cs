using CourseComments.Chaos.Planning;
using CourseComments.Chaos.Processes;
using CourseComments.Chaos.Proxy;
using CourseComments.History;

namespace CourseComments.Chaos;

/// <summary>Waits for what the system does, as long as it does something. Why a wait ended the checker finds out.</summary>
internal sealed class Progress(ChaosPlan plan, RecordingProxy proxy, Backlog backlog, bool isSound, TimeProvider time)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(50);

    /// <summary>Who posts nothing for so long posts nothing more.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>With a bug not everything comes, and the rest need not be waited for.</summary>
    private readonly TimeSpan _patienceInTheEnd = isSound ? Patience : TimeSpan.FromSeconds(4);

    /// <summary>What slow attempts left is cleaned three leases after the comment was settled.</summary>
    private readonly TimeSpan _settling = isSound ? (3 * ProcessSettings.StoringLease) + TimeSpan.FromSeconds(1) : TimeSpan.Zero;

    /// <summary>Until so much more is acknowledged: on a machine that is busy the same faults must hit as much work.</summary>
    public Task AcknowledgedAsync(int count, CancellationToken cancellationToken)
    {
        var before = proxy.Acknowledged;
        return UntilAsync(() => proxy.Acknowledged >= before + count, Patience, cancellationToken);
    }

    /// <summary>Until all that was published is acknowledged. With webhooks nobody promises that.</summary>
    public Task CaughtUpAsync(CancellationToken cancellationToken) => plan.Mode == RunMode.Relay
        ? UntilAsync(() => backlog.Waiting == 0, _patienceInTheEnd, cancellationToken)
        : UntilAsync(() => false, plan.Topic.MaxDelay + TimeSpan.FromSeconds(1), cancellationToken);

    /// <summary>Until what is acknowledged stands as it stays.</summary>
    public Task SettledAsync(CancellationToken cancellationToken) => Task.Delay(_settling, time, cancellationToken);

    private async Task UntilAsync(Func<bool> isDone, TimeSpan quiet, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        while (!isDone()
            && time.GetElapsedTime(began) is var elapsed && elapsed < LongestWait
            && (elapsed < quiet || proxy.QuietFor < quiet))
        {
            await Task.Delay(Moment, time, cancellationToken);
        }
    }
}
