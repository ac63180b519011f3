using Aspire.Hosting.Dashboard.Installation;
using Aspire.Hosting.Orchestration;

namespace Aspire.Hosting.Dashboard;

/// <summary>Settles before anything starts whether there will be a dashboard: who waits, and who sends telemetry, has to know.</summary>
internal sealed class DashboardPlan
{
    private readonly DashboardOptions _options;
    private readonly DashboardInstaller? _installer;

    public DashboardPlan(DashboardOptions options, IReporter reporter, TimeProvider time)
    {
        _options = options;
        if (!options.Enabled)
        {
            return;
        }

        if (options.Program is { } program)
        {
            Obstacle = File.Exists(program) ? null : $"there is no '{program}', which ASPIRE_DASHBOARD_PATH names";
        }
        else if (DashboardPackage.OfThisMachine is { } package)
        {
            _installer = new DashboardInstaller(package, options.Cache, CommandLine.Find("npm", options.SearchPath), reporter.Notice, time);
            Obstacle = _installer.Obstacle;
        }
        else
        {
            Obstacle = "it does not exist for this kind of machine";
        }

        ForNextTime = Obstacle is null && _installer is { FailedBefore: true };
        Expected = Obstacle is null && !ForNextTime;
    }

    public bool Expected { get; }

    /// <summary>It could not be fetched before: nothing counts on it in this run, but should it come after all, the next one has it.</summary>
    public bool ForNextTime { get; }

    /// <summary>Why there will be none though it was asked for.</summary>
    public string? Obstacle { get; }

    /// <summary>The dashboard's program, fetched if it has to be.</summary>
    public async Task<string> ProvideAsync(CancellationToken cancellationToken) =>
        _options.Program ?? (await _installer!.InstallAsync(cancellationToken)).Program;
}
