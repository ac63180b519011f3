using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>What state every resource is in, and who waits for which.</summary>
public partial class ResourceNotificationService : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, ResourceEvent> _current = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<ChannelWriter<ResourceEvent>> _watchers = [];
    private readonly CancellationTokenSource _disposing = new();
    private readonly ILogger<ResourceNotificationService> _logger;
    private readonly IServiceProvider _serviceProvider;
    private readonly ResourceLoggerService _resourceLoggers;
    private readonly WaitBehavior _defaultWaitBehavior;

#pragma warning disable IDE0060 // The real one takes the lifetime too.
    public ResourceNotificationService(
        ILogger<ResourceNotificationService> logger,
        IHostApplicationLifetime hostApplicationLifetime,
        IServiceProvider serviceProvider,
        ResourceLoggerService resourceLoggerService)
    {
        _logger = logger;
        _serviceProvider = serviceProvider;
        _resourceLoggers = resourceLoggerService;
        _defaultWaitBehavior = serviceProvider.GetService<IOptions<ResourceNotificationServiceOptions>>()?.Value.DefaultWaitBehavior
            ?? WaitBehavior.StopOnResourceUnavailable;
    }
#pragma warning restore IDE0060

    public bool TryGetCurrentState(string resourceId, [NotNullWhen(true)] out ResourceEvent? resourceEvent)
    {
        lock (_gate)
        {
            return _current.TryGetValue(resourceId, out resourceEvent);
        }
    }

    /// <summary>Every resource's present state first, then each change.</summary>
    public async IAsyncEnumerable<ResourceEvent> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var channel = Channel.CreateUnbounded<ResourceEvent>(new() { SingleReader = true });
        lock (_gate)
        {
            foreach (var present in _current.Values)
            {
                channel.Writer.TryWrite(present);
            }

            _watchers.Add(channel.Writer);
        }

        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _disposing.Token);
        try
        {
            await foreach (var change in channel.Reader.ReadAllAsync(stopping.Token))
            {
                yield return change;
            }
        }
        finally
        {
            lock (_gate)
            {
                _watchers.Remove(channel.Writer);
            }
        }
    }

    public Task PublishUpdateAsync(IResource resource, Func<CustomResourceSnapshot, CustomResourceSnapshot> stateFactory)
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentNullException.ThrowIfNull(stateFactory);
        lock (_gate)
        {
            var previous = _current.TryGetValue(resource.Name, out var present) ? present.Snapshot : InitialSnapshot(resource);
            var changed = new ResourceEvent(resource, resource.Name, stateFactory(previous));
            _current[resource.Name] = changed;
            foreach (var watcher in _watchers)
            {
                watcher.TryWrite(changed);
            }

            if (previous.State?.Text != changed.Snapshot.State?.Text)
            {
                Log.StateChanged(_logger, resource.Name, previous.State?.Text, changed.Snapshot.State?.Text);
            }
        }

        return Task.CompletedTask;
    }

#pragma warning disable IDE0060
    /// <summary>A resource has one instance here, so that its id is its name.</summary>
    public Task PublishUpdateAsync(IResource resource, string resourceId, Func<CustomResourceSnapshot, CustomResourceSnapshot> stateFactory) =>
        PublishUpdateAsync(resource, stateFactory);
#pragma warning restore IDE0060

    public void Dispose()
    {
        _disposing.Cancel();
        GC.SuppressFinalize(this);
    }

    private static CustomResourceSnapshot InitialSnapshot(IResource resource) =>
        resource.TryGetLastAnnotation<ResourceSnapshotAnnotation>(out var annotation)
            ? annotation.InitialSnapshot
            : new() { ResourceType = resource is ProjectResource ? "Project" : resource.GetType().Name, Properties = [] };

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Debug, "'{Resource}' went from {Previous} to {State}.")]
        public static partial void StateChanged(ILogger logger, string resource, string? previous, string? state);
    }
}
