using CourseComments.TokenService.Tokens;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CourseComments.TokenService.Tests;

/// <summary>Learners who ask a schedule for places, in a time that passes only when nobody has anything to do.</summary>
internal sealed class MintRush
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    private readonly FakeTimeProvider _time = new();
    private readonly MintSchedule _schedule;
    private readonly long _started;
    private readonly PriorityQueue<Action, TimeSpan> _coming = new();
    private readonly List<Action> _held = [];

    public MintRush(int perSecond)
    {
        _schedule = new MintSchedule(Options.Create(new TokenOptions { MintsPerSecond = perSecond }), _time);
        _started = _time.GetTimestamp();
    }

    public TimeSpan Now => _time.GetElapsedTime(_started);

    /// <summary>When each of those who mint does, in this order.</summary>
    public List<TimeSpan> Mints { get; } = [];

    public void At(TimeSpan moment, Action action) => _coming.Enqueue(action, moment);

    /// <summary>Asks now, is held perhaps, and then mints or is told when to come back.</summary>
    public void Ask(string learner, Action<TimeSpan?, TimeSpan> answered)
    {
        var (entering, asked) = (_schedule.EnterAsync(learner), Now);
        Answer();

        void Answer()
        {
            if (!entering.IsCompleted)
            {
                _held.Add(Answer);
                return;
            }

            var retryAfter = entering.GetAwaiter().GetResult();
            if (retryAfter is null)
            {
                Mints.Add(Now);
            }

            answered(retryAfter, Now - asked);
        }
    }

    public void RunUntil(TimeSpan end)
    {
        // So that who was held goes on within Advance.
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            for (; Now < end; _time.Advance(Tick))
            {
                var held = _held.ToList();
                _held.Clear();
                held.ForEach(answer => answer());
                while (_coming.TryPeek(out var action, out var moment) && moment <= Now)
                {
                    _coming.Dequeue();
                    action();
                }
            }
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }
}
