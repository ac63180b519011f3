using System.Collections.Concurrent;

namespace CourseComments.AppHost.Tests.Platforms;

/// <summary>What is written for each platform. Every parameter has a value where it is published, and each secret the same one.</summary>
public sealed class PublishedPlatforms : IDisposable
{
    public const string Secret = "the-secret-of-this-machine";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("published ");
    private readonly ConcurrentDictionary<(string Platform, string Ingest), Lazy<Task<DirectoryInfo>>> _published = new();

    /// <summary>Publishes once, however many ask.</summary>
    public Task<DirectoryInfo> ForAsync(string platform, string ingest) =>
        _published.GetOrAdd((platform, ingest), _ => new(() => PublishAsync(platform, ingest))).Value;

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task<DirectoryInfo> PublishAsync(string platform, string ingest)
    {
        var folder = _folder.CreateSubdirectory($"{platform}-{ingest}");
        await BuiltAppHost.PublishAsync(["--step", "publish", "--output-path", folder.FullName, "--Deploy:Platform", platform, "--Ingest", ingest], new Dictionary<string, string>
        {
            // Aspire keeps parameters' values under it.
            ["HOME"] = _folder.CreateSubdirectory($"home-{platform}-{ingest}").FullName,
            ["Parameters__momento_endpoint"] = "momento.invalid",
            ["Parameters__momento_api_key"] = Secret,
            ["Parameters__webhook_signing_secret"] = Secret,
            ["Parameters__webhook_previous_signing_secret"] = Secret,
            ["Parameters__oidc_authority"] = "https://identity.invalid",
            ["Parameters__oidc_audience"] = "course-comments",
        });
        return folder;
    }
}
