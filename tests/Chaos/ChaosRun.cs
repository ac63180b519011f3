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

    /// <summary>How long it may take until all is acknowledged when nothing goes wrong any more.</summary>
    private static readonly TimeSpan CatchUpPatience = TimeSpan.FromSeconds(90);

    /// <summary>A relay that posts nothing for so long posts nothing more.</summary>
    private static readonly TimeSpan RelayPatience = TimeSpan.FromSeconds(15);

    /// <summary>What slow attempts left is cleaned three leases after the comment was settled.</summary>
    private static readonly TimeSpan SettlingTime = (3 * ProcessSettings.StoringLease) + TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(50);

    private readonly ChaosPlan _plan;
    private readonly HistoryRecorder _history;
    private readonly Backlog _backlog;
    private readonly ChaosSystem _system;
    private readonly FaultDriver _faults;
    private readonly List<Publisher> _publishers;
    private readonly CourseReader _reader;
    private readonly TimeProvider _time;

    private ChaosRun(ChaosPlan plan, HistoryRecorder history, Backlog backlog, ChaosSystem system, TimeProvider time)
    {
        (_plan, _history, _backlog, _system, _time) = (plan, history, backlog, system, time);
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
        var backlog = new Backlog();
        var proxy = await RecordingProxy.StartAsync(plan, history, backlog, time);
        var system = await ChaosSystem.StartAsync(plan, folder, seededBug, proxy, time, cancellationToken);
        await using var run = new ChaosRun(plan, history, backlog, system, time);
        await run.RunAsync(seededBug is null ? SettlingTime : TimeSpan.Zero, cancellationToken);
        return run.Outcome();
    }

    public async ValueTask DisposeAsync()
    {
        await _system.DisposeAsync();
        _publishers.ForEach(publisher => publisher.Dispose());
        _reader.Dispose();
    }

    private async Task RunAsync(TimeSpan settlingTime, CancellationToken cancellationToken)
    {
        for (var round = 0; round < _plan.Rounds.Count; round++)
        {
            if (round > 0)
            {
                await LetTheTopicStartOverAsync(cancellationToken);
            }

            await RunAsync(_plan.Rounds[round], cancellationToken);
        }

        await Task.Delay(settlingTime, _time, cancellationToken);
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
        await AcknowledgedAsync(AcknowledgedBefore, cancellationToken);
        await Task.WhenAll(Task.Delay(_plan.RoundLength, _time, cancellationToken), _faults.RunAsync(faults, cancellationToken));
        await AcknowledgedAsync(AcknowledgedAfter, cancellationToken);
        _history.Disturbed("nothing more is done to the system, nor published");
        await roundOver.CancelAsync();
        await Task.WhenAll(load);
        await CatchUpAsync(cancellationToken);
    }

    /// <summary>On a machine that is busy the same faults must hit as much work.</summary>
    private async Task AcknowledgedAsync(int count, CancellationToken cancellationToken)
    {
        var (began, before) = (_time.GetTimestamp(), _system.Proxy.Acknowledged);
        while (_system.Proxy.Acknowledged < before + count && _time.GetElapsedTime(began) < CatchUpPatience)
        {
            await Task.Delay(Moment, _time, cancellationToken);
        }
    }

    /// <summary>Until all that was published is acknowledged, or nothing comes any more. The checker says what is missing.</summary>
    private async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        var began = _time.GetTimestamp();
        var quiet = _plan.Mode == RunMode.Relay ? RelayPatience : _plan.Topic.MaxDelay + TimeSpan.FromSeconds(1);
        while (_time.GetElapsedTime(began) < CatchUpPatience
            && (_system.Proxy.QuietFor < quiet || _time.GetElapsedTime(began) < quiet)
            && (_plan.Mode == RunMode.Webhooks || _backlog.Waiting > 0))
        {
            await Task.Delay(Moment, _time, cancellationToken);
        }
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
                && _time.GetElapsedTime(began) < CatchUpPatience)
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
