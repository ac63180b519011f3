using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;

namespace CourseComments.AppHost.Tests;

/// <summary>The whole system where no webhook is posted by Momento.</summary>
public sealed class RelaySystem : AppHostFixture
{
    protected override string[] Arguments => ["--Ingest", "Relay"];

    protected override string[] Awaited => ["gateway", "relay"];

    /// <summary>A message that was refused is delivered again within seconds, so that tests wait no longer.</summary>
    protected override void Configure(IDistributedApplicationTestingBuilder builder) => builder
        .CreateResourceBuilder(builder.Resources.OfType<ProjectResource>().Single(project => project.Name == "relay"))
        .WithEnvironment("Relay__MaxDelay", "00:00:02");
}
