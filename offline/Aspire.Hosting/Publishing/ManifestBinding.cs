using System.Text.Json;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Publishing;

/// <summary>An endpoint in the manifest. Ports that nobody chose are left to the platform.</summary>
internal static class ManifestBinding
{
    public static void WriteBinding(this EndpointAnnotation endpoint, Utf8JsonWriter writer)
    {
        writer.WriteStartObject(endpoint.Name);
        writer.WriteString("scheme", endpoint.UriScheme);
        writer.WriteString("protocol", endpoint.Protocol.ToString().ToLowerInvariant());
        writer.WriteString("transport", endpoint.Transport);
        if (endpoint.Port is { } port && port != endpoint.TargetPort)
        {
            writer.WriteNumber("port", port);
        }

        if (endpoint.TargetPort is { } targetPort)
        {
            writer.WriteNumber("targetPort", targetPort);
        }

        if (endpoint.IsExternal)
        {
            writer.WriteBoolean("external", true);
        }

        writer.WriteEndObject();
    }
}
