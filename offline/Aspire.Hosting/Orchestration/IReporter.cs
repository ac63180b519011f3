using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Orchestration;

/// <summary>What the one who runs the app host gets to see.</summary>
internal interface IReporter
{
    void ResourceLine(string resource, LogLine line);

    void ResourceFailed(string resource, string reason, IReadOnlyList<LogLine> lastLines);

    void ResourceFinished(string resource);

    /// <summary>Something about the run itself, in one line.</summary>
    void Notice(string text);

    void DashboardReady(string loginUrl);

    void AllHealthy(IReadOnlyList<(string Resource, string State, IReadOnlyList<string> Urls)> resources);
}
