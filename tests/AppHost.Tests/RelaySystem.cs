namespace CourseComments.AppHost.Tests;

/// <summary>The whole system where no webhook is posted by Momento.</summary>
public sealed class RelaySystem : AppHostFixture
{
    protected override string[] Arguments => ["--Ingest", "Relay"];

    protected override string[] Awaited => ["gateway", "relay"];
}
