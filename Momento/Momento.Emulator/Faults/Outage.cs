namespace Momento.Emulator.Faults;

/// <summary>While there is one, nothing comes in and nothing goes out, and nobody is told: as if a firewall dropped all packets.</summary>
internal sealed class Outage
{
    private volatile TaskCompletionSource? _end;

    public bool IsOn => _end is not null;

    /// <summary>Done when there is no outage.</summary>
    public Task Ended => _end?.Task ?? Task.CompletedTask;

    public void Begin() => Interlocked.CompareExchange(ref _end, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), null);

    public void End() => Interlocked.Exchange(ref _end, null)?.TrySetResult();
}
