using System.Collections.Concurrent;
using Aspire.Hosting.Orchestration;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The log of every resource: what its process writes, and what its loggers are told.</summary>
public class ResourceLoggerService : IDisposable
{
    private readonly ConcurrentDictionary<string, ResourceLog> _logs = new(StringComparer.OrdinalIgnoreCase);

    internal event Action<string, LogLine>? LineWritten;

    public ILogger GetLogger(IResource resource) => GetLogger(resource.Name);

    public ILogger GetLogger(string resourceName) => GetLog(resourceName);

    /// <summary>The lines kept so far, then each new one.</summary>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(IResource resource) => WatchAsync(resource.Name);

    public IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(string resourceName) =>
        GetLog(resourceName).WatchAsync().Select(IReadOnlyList<LogLine> (lines) => [.. lines.Select(line => line.Line)]);

    public void Complete(IResource resource) => Complete(resource.Name);

    public void Complete(string name) => GetLog(name).Complete();

    public void Dispose()
    {
        foreach (var log in _logs.Values)
        {
            log.Complete();
        }

        GC.SuppressFinalize(this);
    }

    internal ResourceLog GetLog(string resourceName) =>
        _logs.GetOrAdd(resourceName, name => new ResourceLog(line => LineWritten?.Invoke(name, line), TimeProvider.System));
}
