using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace CourseComments.TokenService.Tests;

/// <summary>Keeps what the service logs, with its structure.</summary>
public sealed class RecordedEntries : ILoggerProvider
{
    private readonly ConcurrentQueue<RecordedEntry> _entries = new();

    public IReadOnlyList<RecordedEntry> All => [.. _entries];

    public IReadOnlyList<RecordedEntry> Of(string category) => [.. _entries.Where(entry => entry.Category == category)];

    public ILogger CreateLogger(string categoryName) => new Logger(categoryName, _entries);

    public void Dispose()
    {
    }

    private sealed class Logger(string category, ConcurrentQueue<RecordedEntry> entries) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            entries.Enqueue(new RecordedEntry(
                category,
                logLevel,
                eventId,
                $"{formatter(state, exception)} {exception}",
                (state as IReadOnlyList<KeyValuePair<string, object?>>)?.ToDictionary(value => value.Key, value => value.Value?.ToString()) ?? []));
    }
}

/// <summary>One log entry.</summary>
public sealed record RecordedEntry(
    string Category, LogLevel Level, EventId EventId, string Message, IReadOnlyDictionary<string, string?> Values);
