using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>
/// How a test takes part in an app host's own entry point. It flows with the execution context, so that several app
/// hosts can start side by side in one process.
/// </summary>
internal abstract class EntryPointHook
{
    private static readonly AsyncLocal<EntryPointHook?> Flowing = new();

    public static EntryPointHook? Current
    {
        get => Flowing.Value;
        set => Flowing.Value = value;
    }

    /// <summary>Completes when the test is done with the application; the entry point's Run ends then.</summary>
    public abstract Task Finished { get; }

    public abstract void OnConstructing(DistributedApplicationOptions options, HostApplicationBuilderSettings settings);

    public abstract void OnBuilding(DistributedApplicationBuilder builder);

    public abstract void OnBuilt(DistributedApplication application);
}
