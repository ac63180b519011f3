using System.Text.Json;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Publishing;

/// <summary>What <c>--publisher manifest</c> runs. Other publishers come with packages that the stand-in has no part of.</summary>
internal sealed partial class ManifestPublisher(
    ILogger<ManifestPublisher> logger,
    IConfiguration configuration,
    DistributedApplicationExecutionContext execution,
    DistributedApplicationModel model)
{
    private const string DefaultFileName = "aspire-manifest.json";

    public async Task PublishAsync(CancellationToken cancellationToken)
    {
        if (!string.Equals(execution.PublisherName, "manifest", StringComparison.OrdinalIgnoreCase))
        {
            throw new DistributedApplicationException(
                $"The publisher '{execution.PublisherName}' needs the real Aspire packages: the stand-in knows 'manifest' only.");
        }

        var path = OutputPath();
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await using (var stream = new FileStream(path, FileMode.Create))
        await using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
        {
            await new ManifestPublishingContext(execution, path, writer, cancellationToken).WriteModelAsync(model);
        }

        Log.Published(logger, path);
    }

    /// <summary>A name that ends in .json is the file's; any other is its folder's.</summary>
    private string OutputPath()
    {
        var path = configuration["Pipeline:OutputPath"]
            ?? throw new DistributedApplicationException("Publishing a manifest needs '--output-path [path]'.");
        return Path.GetFullPath(path.EndsWith(".json", StringComparison.Ordinal) ? path : Path.Combine(path, DefaultFileName));
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Published manifest to: {ManifestPath}")]
        public static partial void Published(ILogger logger, string manifestPath);
    }
}
