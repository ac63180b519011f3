using CourseComments.Chaos.Planning;
using CourseComments.Chaos.Proxy;
using CourseComments.History;

namespace CourseComments.Chaos.Processes;

/// <summary>Emulator, two replicas of WebhookService, and the relay where there is one; and what stands between.</summary>
internal sealed class ChaosSystem : IAsyncDisposable
{
    /// <summary>How long nobody uses the topic until it starts over: never in a run, but for when it is meant to.</summary>
    private static readonly TimeSpan UsualIdleTime = TimeSpan.FromHours(1);
    private static readonly TimeSpan ShortIdleTime = TimeSpan.FromSeconds(1);

    private readonly Dictionary<Target, ChaosProcess> _processes = [];
    private TimeSpan _topicIdleTime = UsualIdleTime;

    private ChaosSystem(RecordingProxy proxy) => Proxy = proxy;

    public RecordingProxy Proxy { get; }

    public ChaosProcess this[Target target] => _processes[target];

    public IReadOnlyCollection<ChaosProcess> Processes => _processes.Values;

    public IReadOnlyList<Uri> Services => [this[Target.FirstWebhookService].Url, this[Target.SecondWebhookService].Url];

    /// <param name="plan">Says how comments come to the service, and how badly.</param>
    /// <param name="folder">Where data and output are kept.</param>
    /// <param name="seededBug">What is wrong with the services on purpose; null for nothing.</param>
    /// <param name="proxy">Where webhooks are posted to. From now on this system's.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<ChaosSystem> StartAsync(
        ChaosPlan plan, string folder, string? seededBug, RecordingProxy proxy, TimeProvider time, CancellationToken cancellationToken)
    {
        var system = new ChaosSystem(proxy);
        try
        {
            await system.StartAsync(plan, folder, seededBug, time, cancellationToken);
            return system;
        }
        catch
        {
            await system.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Makes the topic start over: the numbers of its messages begin again, on a new page. Nobody may use it meanwhile but
    /// <paramref name="publish"/>, which publishes to the new page.
    /// </summary>
    public async Task LetTheTopicStartOverAsync(FaultDriver faults, Func<Task> publish, TimeProvider time, CancellationToken cancellationToken)
    {
        await RestartEmulatorAsync(ShortIdleTime, faults, cancellationToken);
        await Task.Delay(3 * ShortIdleTime, time, cancellationToken);
        await publish();
        await RestartEmulatorAsync(UsualIdleTime, faults, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(Processes.Select(process => process.DisposeAsync().AsTask()));
        await Proxy.DisposeAsync();
    }

    private async Task RestartEmulatorAsync(TimeSpan topicIdleTime, FaultDriver faults, CancellationToken cancellationToken)
    {
        _topicIdleTime = topicIdleTime;
        await faults.KillAsync(this[Target.Emulator], TimeSpan.Zero, cancellationToken);
        await this[Target.Emulator].ListeningAsync(cancellationToken);
    }

    private async Task StartAsync(ChaosPlan plan, string folder, string? seededBug, TimeProvider time, CancellationToken cancellationToken)
    {
        var data = Directory.CreateDirectory(Path.Combine(folder, "data")).FullName;
        Add(Target.Emulator, "Momento.Emulator", false, port => ProcessSettings.Emulator(port, data, plan, Proxy.Url, _topicIdleTime));
        await this[Target.Emulator].ListeningAsync(cancellationToken);

        var emulator = this[Target.Emulator].Url;
        var withBugs = seededBug is not null;
        Add(Target.FirstWebhookService, "WebhookService", withBugs, port => ProcessSettings.WebhookService(port, emulator, seededBug));
        Add(Target.SecondWebhookService, "WebhookService", withBugs, port => ProcessSettings.WebhookService(port, emulator, seededBug));
        if (plan.Mode == RunMode.Relay)
        {
            Add(Target.Relay, "Relay", withBugs, port => ProcessSettings.Relay(port, emulator, Proxy.Url, seededBug));
        }

        await Task.WhenAll(Processes.Select(process => process.ListeningAsync(cancellationToken)));
        Proxy.ForwardTo(Services);

        void Add(Target target, string project, bool isWithBugs, Func<int, Dictionary<string, string>> settings) =>
            _processes[target] = new ChaosProcess(
                $"{target}", ServicePrograms.Find(project, isWithBugs), settings, Path.Combine(folder, $"{target}.log"), time);
    }
}
