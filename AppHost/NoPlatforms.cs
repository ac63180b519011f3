namespace CourseComments.AppHost;

/// <summary>Compiled where the feed lacks the platforms' packages: what was asked of a platform must not end as if it were done.</summary>
internal static partial class DeploymentExtensions
{
    private const string None = "none";

    /// <summary>What Aspire's tools are to do: deploy, or publish files; the manifest's is another.</summary>
    private const string StepKey = "Pipeline:Step";

    static partial void AddPlatform(
        IDistributedApplicationBuilder builder,
        IResourceBuilder<MomentoResource> momento,
        IResourceBuilder<ProjectResource> tokens,
        IResourceBuilder<ProjectResource> webhooks,
        IResourceBuilder<ProjectResource> gateway,
        IResourceBuilder<ProjectResource>? relay)
    {
        var platform = builder.Configuration[PlatformKey];
        if (platform is not null and not None)
        {
            throw new DistributedApplicationException(
                $"'{PlatformKey}' is '{platform}': this AppHost was built without the packages for platforms (docs/package-feeds.md), and can be '{None}' only.");
        }

        if (platform is null && builder.Configuration[StepKey] is "deploy" or "publish")
        {
            throw new DistributedApplicationException(
                $"There is nothing to {builder.Configuration[StepKey]} to: this AppHost was built without the packages for platforms (docs/package-feeds.md).");
        }
    }
}
