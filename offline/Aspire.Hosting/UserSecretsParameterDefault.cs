using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Publishing;
using Microsoft.Extensions.Configuration.UserSecrets;

namespace Aspire.Hosting;

/// <summary>Keeps a generated value in the app host's user secrets, so that the next run has the same.</summary>
internal sealed class UserSecretsParameterDefault(Assembly? appHost, string configurationKey, ParameterDefault inner) : ParameterDefault
{
    private static readonly Lock Gate = new();
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public override void WriteToManifest(ManifestPublishingContext context) => inner.WriteToManifest(context);

    public override string GetDefaultValue()
    {
        var value = inner.GetDefaultValue();
        if (appHost?.GetCustomAttribute<UserSecretsIdAttribute>()?.UserSecretsId is { } id)
        {
            Save(PathHelper.GetSecretsPathFromSecretsId(id), value);
        }

        return value;
    }

    private void Save(string path, string value)
    {
        lock (Gate)
        {
            var secrets = File.Exists(path) ? JsonNode.Parse(File.ReadAllText(path))!.AsObject() : [];
            secrets[configurationKey] = value;
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, secrets.ToJsonString(Indented));
        }
    }
}
