using CourseComments.Chaos.Load;
using CourseComments.Chaos.Planning;
using CourseComments.Chaos.Processes;
using CourseComments.Chaos.Proxy;
using CourseComments.History;

namespace CourseComments.Chaos;

/// <summary>Runs a plan against real processes, and checks what was seen.</summary>
internal sealed class ChaosRun : IAsyncDisposable
{
    private const int Publishers = 8;
    private const int Readers = 2;

    /// <summary>How much is acknowledged in a round before its faults begin, and after they ended.</summary>
    private const int AcknowledgedBefore = 20;
    private const int AcknowledgedAfter = 40;

    private static readonly TimeSpan ReadPatience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(50);

    private readonly ChaosPlan _plan;
    private readonly HistoryRecorder _history;
    private readonly ChaosSystem _system;
    private readonly Progress _progress;
    private readonly FaultDriver _faults;
    private readonly List<Publisher> _publishers;
    private readonly CourseReader _reader;
    private readonly TimeProvider _time;

    private ChaosRun(ChaosPlan plan, HistoryRecorder history, Backlog backlog, ChaosSystem system, Progress progress, TimeProvider time)
    {
        (_plan, _history, _system, _progress, _time) = (plan, history, system, progress, time);
        var emulator = system[Target.Emulator].Url;
        _faults = new FaultDriver(system, history, time);
        _publishers = [.. Enumerable.Range(1, Publishers).Select(number =>
            new Publisher(number, plan.Seed, emulator, plan.Mode == RunMode.Relay ? backlog : null, history, time))];
        _reader = new CourseReader(system.Services, history, time);
    }

    /// <param name="plan">What goes wrong.</param>
    /// <param name="folder">Where the history, the emulator's data and the processes' output are kept; what is there is deleted.</param>
    /// <param name="seededBug">What is wrong with the services on purpose; null for nothing.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<ChaosOutcome> RunAsync(
        ChaosPlan plan, string folder, string? seededBug, TimeProvider time, CancellationToken cancellationToken)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Directory.CreateDirectory(folder);
        using var history = new HistoryRecorder(plan.Mode, plan.Seed, time, HistoryFile.Create(Path.Combine(folder, "history.jsonl")));
        // A bug may leave some behind forever.
        var backlog = new Backlog(seededBug is null ? Backlog.MostBehind : int.MaxValue);
        var proxy = await RecordingProxy.StartAsync(plan, history, backlog, time);
        var system = await ChaosSystem.StartAsync(plan, folder, seededBug, proxy, time, cancellationToken);
        var progress = new Progress(plan, proxy, backlog, isSound: seededBug is null, time);
        await using var run = new ChaosRun(plan, history, backlog, system, progress, time);
        await run.RunAsync(cancellationToken);
        return run.Outcome();
    }

    public async ValueTask DisposeAsync()
    {
        await _system.DisposeAsync();
        _publishers.ForEach(publisher => publisher.Dispose());
        _reader.Dispose();
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        for (var round = 0; round < _plan.Rounds.Count; round++)
        {
            if (round > 0)
            {
                await LetTheTopicStartOverAsync(cancellationToken);
            }

            await RunAsync(_plan.Rounds[round], cancellationToken);
        }

        await _progress.SettledAsync(cancellationToken);
        await Task.WhenAll(Courses.All.Select((course, index) => ReadToTheEndAsync(course, index, cancellationToken)));
    }

    private async Task RunAsync(IReadOnlyList<Fault> faults, CancellationToken cancellationToken)
    {
        using var roundOver = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        List<Task> load =
        [
            .. _publishers.Select(publisher => publisher.PublishAsync(roundOver.Token)),
            .. Enumerable.Range(0, Readers).Select(reader => _reader.ReadAsync(new Random(_plan.Seed + reader), roundOver.Token)),
        ];
        await _progress.AcknowledgedAsync(AcknowledgedBefore, cancellationToken);
        await Task.WhenAll(Task.Delay(_plan.RoundLength, _time, cancellationToken), _faults.RunAsync(faults, cancellationToken));
        await _progress.AcknowledgedAsync(AcknowledgedAfter, cancellationToken);
        _history.Disturbed("nothing more is done to the system, nor published");
        await roundOver.CancelAsync();
        await Task.WhenAll(load);
        await _progress.CaughtUpAsync(cancellationToken);
    }

    /// <summary>A relay that is away then must not have left anything behind.</summary>
    private async Task LetTheTopicStartOverAsync(CancellationToken cancellationToken)
    {
        _history.Disturbed("the topic starts over");
        if (_plan.Mode == RunMode.Relay)
        {
            await _system[Target.Relay].KillAsync();
        }

        await _system.LetTheTopicStartOverAsync(_faults, () => _publishers[0].PublishOneAsync(cancellationToken), _time, cancellationToken);
        if (_plan.Mode == RunMode.Relay)
        {
            _system[Target.Relay].Start();
        }
    }

    /// <summary>Once as readers do, and once with each comment on a page of its own, so that no page hides that it is there twice.</summary>
    private async Task ReadToTheEndAsync(string courseId, int replica, CancellationToken cancellationToken)
    {
        var began = _time.GetTimestamp();
        foreach (var limit in new[] { 100, 1 })
        {
            while (!await _reader.ReadToTheEndAsync(courseId, limit, replica % _system.Services.Count, cancellationToken)
                && _time.GetElapsedTime(began) < ReadPatience)
            {
                await Task.Delay(Moment, _time, cancellationToken);
            }
        }
    }

    private ChaosOutcome Outcome()
    {
        var events = _history.Events;
        return new ChaosOutcome(
            [
                .. HistoryCounts.Of(events),
                ("kills", _faults.Kills),
                ("pauses", _faults.Pauses),
                ("processes that ended by themselves", _system.Processes.Sum(process => process.Failures)),
                .. _system.Proxy.Answers.OrderBy(answer => answer.Key).Select(answer =>
                    (answer.Key == 0 ? "deliveries without an answer" : $"deliveries answered {answer.Key}", (long)answer.Value)),
            ],
            HistoryChecker.Check(events));
    }
}
