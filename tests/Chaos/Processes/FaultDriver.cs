using CourseComments.Chaos.Planning;
using CourseComments.History;

namespace CourseComments.Chaos.Processes;

/// <summary>Does to the processes what the plan says.</summary>
internal sealed class FaultDriver(ChaosSystem system, HistoryRecorder history, TimeProvider time)
{
    public int Kills { get; private set; }

    public int Pauses { get; private set; }

    /// <summary>Ends when every process runs again.</summary>
    public Task RunAsync(IReadOnlyList<Fault> faults, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        return Task.WhenAll(faults.GroupBy(fault => fault.Target).Select(ofTarget => RunAsync(system[ofTarget.Key], ofTarget, began, cancellationToken)));
    }

    private async Task RunAsync(ChaosProcess process, IEnumerable<Fault> faults, long began, CancellationToken cancellationToken)
    {
        foreach (var fault in faults)
        {
            var wait = fault.At - time.GetElapsedTime(began);
            await Task.Delay(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, time, cancellationToken);
            if (fault.Kind != FaultKind.Kill)
            {
                await PauseAsync(process, fault.Paused, cancellationToken);
            }

            if (fault.Kind == FaultKind.Pause)
            {
                history.Disturbed($"{process.Name} goes on");
                process.Resume();
            }
            else
            {
                await KillAsync(process, fault.Down, cancellationToken);
            }
        }
    }

    public async Task KillAsync(ChaosProcess process, TimeSpan down, CancellationToken cancellationToken)
    {
        history.Disturbed($"{process.Name} is killed");
        Kills++;
        await process.KillAsync();
        await Task.Delay(down, time, cancellationToken);
        history.Disturbed($"{process.Name} starts");
        process.Start();
    }

    private async Task PauseAsync(ChaosProcess process, TimeSpan paused, CancellationToken cancellationToken)
    {
        history.Disturbed($"{process.Name} stands still");
        Pauses++;
        process.Pause();
        await Task.Delay(paused, time, cancellationToken);
    }
}
