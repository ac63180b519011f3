using CourseComments.TestSupport;

namespace CourseComments.AppHost.Tests;

/// <summary>
/// The published system as deployment tools read it, compared with the files beside this one. After a change that
/// is meant, write them again:
/// <c>dotnet run --project AppHost --no-launch-profile -- --operation publish --publisher manifest --output-path "$PWD/tests/AppHost.Tests/manifest.webhook.json" --Deploy:Platform none --Ingest Webhook</c>.
/// </summary>
public sealed class ManifestTests : IDisposable
{
    /// <summary>As deep below the root as the golden file, so that paths to projects read the same.</summary>
    private readonly string _folder = Path.Combine(Repository.Root, "artifacts", $"manifest-{Path.GetRandomFileName()}");

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("Webhook", "manifest.webhook.json")]
    [InlineData("Relay", "manifest.relay.json")]
    public async Task Manifest_is_the_checked_in_one(string ingest, string file) => Assert.Equal(
        await File.ReadAllTextAsync(Path.Combine(Repository.Root, "tests", "AppHost.Tests", file)),
        await PublishAsync(new() { ["Ingest"] = ingest }),
        ignoreLineEndingDifferences: true);

    [Fact]
    public async Task Secrets_that_are_configured_where_it_is_published_stay_there()
    {
        string[] secrets = ["momento-api-key", "webhook-signing-secret", "webhook-previous-signing-secret"];

        var manifest = await PublishAsync(secrets.ToDictionary(name => $"Parameters__{name.Replace('-', '_')}", name => $"the-{name}-of-this-machine"));

        Assert.All(secrets, name => Assert.Contains($"{{{name}.value}}", manifest, StringComparison.Ordinal));
        Assert.DoesNotContain("-of-this-machine", manifest, StringComparison.Ordinal);
    }

    private async Task<string> PublishAsync(Dictionary<string, string> environment)
    {
        var manifest = Path.Combine(_folder, "manifest.json");
        await BuiltAppHost.PublishAsync(["--publisher", "manifest", "--output-path", manifest, "--Deploy:Platform", "none"], environment);
        return await File.ReadAllTextAsync(manifest);
    }
}
