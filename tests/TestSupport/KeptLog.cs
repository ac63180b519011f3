using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace CourseComments.TestSupport;

/// <summary>Keeps what is logged, with its structure.</summary>
public sealed class KeptLog : ILoggerProvider, ISupportExternalScope
{
    private readonly ConcurrentQueue<KeptEntry> _entries = new();
    private IExternalScopeProvider? _scopes;

    public IReadOnlyList<KeptEntry> All => [.. _entries];

    /// <summary>Everything that was logged, as text.</summary>
    public string Text => string.Join('\n', _entries.Select(entry => entry.Message));

    public IReadOnlyList<KeptEntry> Of(string category) => [.. _entries.Where(entry => entry.Category == category)];

    public IReadOnlyList<string> OfService(LogLevel level) =>
        [.. _entries.Where(entry => entry.Level == level && entry.Category.StartsWith("CourseComments.", StringComparison.Ordinal)).Select(entry => entry.Message)];

    public ILogger CreateLogger(string categoryName) => new Logger(categoryName, this);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose()
    {
    }

    private List<string> Scopes()
    {
        var scopes = new List<string>();
        _scopes?.ForEachScope(static (scope, found) => found.Add($"{scope}"), scopes);
        return scopes;
    }

    private sealed class Logger(string category, KeptLog log) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            log._entries.Enqueue(new KeptEntry(
                category,
                logLevel,
                eventId,
                $"{formatter(state, exception)} {exception}",
                (state as IReadOnlyList<KeyValuePair<string, object?>>)?.ToDictionary(value => value.Key, value => value.Value?.ToString()) ?? [],
                log.Scopes()));
    }
}
