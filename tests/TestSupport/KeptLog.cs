using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace CourseComments.TestSupport;

/// <summary>Keeps what is logged, with its structure.</summary>
public sealed class KeptLog : ILoggerProvider
{
    private readonly ConcurrentQueue<KeptEntry> _entries = new();

    public IReadOnlyList<KeptEntry> All => [.. _entries];

    /// <summary>Everything that was logged, as text.</summary>
    public string Text => string.Join('\n', _entries.Select(entry => entry.Message));

    public IReadOnlyList<KeptEntry> Of(string category) => [.. _entries.Where(entry => entry.Category == category)];

    public IReadOnlyList<string> OfService(LogLevel level) =>
        [.. _entries.Where(entry => entry.Level == level && entry.Category.StartsWith("CourseComments.", StringComparison.Ordinal)).Select(entry => entry.Message)];

    public ILogger CreateLogger(string categoryName) => new Logger(categoryName, _entries);

    public void Dispose()
    {
    }

    private sealed class Logger(string category, ConcurrentQueue<KeptEntry> entries) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            entries.Enqueue(new KeptEntry(
                category,
                logLevel,
                eventId,
                $"{formatter(state, exception)} {exception}",
                (state as IReadOnlyList<KeyValuePair<string, object?>>)?.ToDictionary(value => value.Key, value => value.Value?.ToString()) ?? []));
    }
}
