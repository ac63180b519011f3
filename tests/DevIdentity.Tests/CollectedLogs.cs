using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace CourseComments.DevIdentity.Tests;

/// <summary>Everything that the provider logs, exceptions included.</summary>
public sealed class CollectedLogs : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _entries = new();

    public IReadOnlyCollection<string> All => _entries;

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _entries.Enqueue($"{formatter(state, exception)} {exception}");

    public void Dispose()
    {
    }
}
