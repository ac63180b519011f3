using System.Text.Json;

namespace Aspire.Hosting;

internal static class LaunchSettingsReader
{
    private static readonly JsonSerializerOptions Options = new()
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    public static LaunchSettings? ReadFrom(string projectDirectory)
    {
        var path = Path.Combine(projectDirectory, "Properties", "launchSettings.json");
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<LaunchSettings>(File.ReadAllBytes(path), Options);
        }
        catch (JsonException exception)
        {
            throw new DistributedApplicationException($"'{path}' is no valid JSON: {exception.Message}", exception);
        }
    }
}
