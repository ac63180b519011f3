namespace CourseComments.AppHost.Tests;

/// <summary>A client that nobody here wrote: Momento's official Node SDK, with what the gateway gives out and nothing else.</summary>
[Collection(AppHostDefinition.Name)]
public sealed class NodeClientTests(AppHostFixture system)
{
    [ToolFact("node", "npm")]
    public async Task Official_sdk_publishes_under_its_own_id_and_its_token_does_nothing_else()
    {
        var seen = await NodeClient.RunAsync(system.GatewayUrl, "node-1", "Published with the official SDK");

        Assert.Equal("taylor", seen.GetProperty("tokenId").GetString());
        var listed = seen.GetProperty("listed");
        Assert.Equal("taylor", listed.GetProperty("userID").GetString());
        Assert.Equal("Taylor", listed.GetProperty("displayName").GetString());
        Assert.Equal("PERMISSION_ERROR", seen.GetProperty("subscribe").GetString());
        Assert.Equal("PERMISSION_ERROR", seen.GetProperty("publishElsewhere").GetString());
        Assert.Equal("PERMISSION_ERROR", seen.GetProperty("writeCache").GetString());
    }
}
