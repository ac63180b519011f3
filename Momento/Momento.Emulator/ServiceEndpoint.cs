namespace Momento.Emulator;

/// <summary>The name that all of Momento's host names are made of, such as <c>cache.</c> and <c>web.token.</c> before it.</summary>
internal static class ServiceEndpoint
{
    private static readonly string[] Prefixes = ["web.", "api.", "cache.", "control.", "token."];

    /// <summary>What SDKs put their prefixes before, given the host that one of them called.</summary>
    public static string BaseOf(HostString host)
    {
        var name = host.Value ?? "";
        while (Array.Find(Prefixes, prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) is { } prefix)
        {
            name = name[prefix.Length..];
        }

        return name;
    }
}
