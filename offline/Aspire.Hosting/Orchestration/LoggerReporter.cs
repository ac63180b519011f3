using System.Collections.Concurrent;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Orchestration;

/// <summary>In tests: every line goes to the logger that the real one would use.</summary>
internal sealed partial class LoggerReporter(ILoggerFactory loggers, IHostEnvironment environment) : IReporter
{
    private readonly ILogger _logger = loggers.CreateLogger("Aspire.Hosting.DistributedApplication");
    private readonly ConcurrentDictionary<string, ILogger> _resources = new();

    public void ResourceLine(string resource, LogLine line)
    {
        var logger = _resources.GetOrAdd(resource, name => loggers.CreateLogger($"{environment.ApplicationName}.Resources.{name}"));
        var level = line.IsErrorMessage ? LogLevel.Error : LogLevel.Information;
        if (logger.IsEnabled(level))
        {
            var content = AnsiText.Strip(line.Content);
            Log.Line(logger, level, line.LineNumber, content);
        }
    }

    public void ResourceFailed(string resource, string reason, IReadOnlyList<LogLine> lastLines) =>
        Log.Failed(_logger, resource, reason, string.Concat(lastLines.Select(line => Environment.NewLine + AnsiText.Strip(line.Content))));

    public void ResourceFinished(string resource) => Log.Finished(_logger, resource);

    public void Notice(string text) => Log.Notice(_logger, text);

    public void DashboardReady(string loginUrl) => Log.DashboardReady(_logger, loginUrl);

    public void AllHealthy(IReadOnlyList<(string Resource, string State, IReadOnlyList<string> Urls)> resources) => Log.AllHealthy(_logger, resources.Count);

    private static partial class Log
    {
        [LoggerMessage(EventId = 1, Message = "{LineNumber}: {LineContent}")]
        public static partial void Line(ILogger logger, LogLevel level, int lineNumber, string lineContent);

        [LoggerMessage(LogLevel.Error, "'{Resource}' failed: {Reason}{LastLines}")]
        public static partial void Failed(ILogger logger, string resource, string reason, string lastLines);

        [LoggerMessage(LogLevel.Information, "'{Resource}' has finished.")]
        public static partial void Finished(ILogger logger, string resource);

        [LoggerMessage(LogLevel.Information, "{Text}")]
        public static partial void Notice(ILogger logger, string text);

        [LoggerMessage(LogLevel.Information, "Login to the dashboard at {LoginUrl}")]
        public static partial void DashboardReady(ILogger logger, string loginUrl);

        [LoggerMessage(LogLevel.Information, "All {Count} resources are healthy.")]
        public static partial void AllHealthy(ILogger logger, int count);
    }
}
