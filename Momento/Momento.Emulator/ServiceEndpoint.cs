namespace Momento.Emulator;

/// <summary>The name that all of Momento's host names are made of, such as <c>cache.</c> and <c>web.token.</c> before it.</summary>
internal static class ServiceEndpoint
{
    private static readonly string[] Clients = ["web.", "api."];
    private static readonly string[] Services = ["cache.", "control.", "token."];

    /// <summary>What SDKs put their prefixes before, given the host that one of them called.</summary>
    public static string BaseOf(HostString host)
    {
        var name = host.Value ?? "";
        var service = Without(Clients, name);
        return Without(Services, service) is var rest && rest != service ? rest : name;
    }

    /// <summary>One of them is a prefix; a second belongs to the name.</summary>
    private static string Without(string[] prefixes, string name) =>
        Array.Find(prefixes, prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) is { } prefix ? name[prefix.Length..] : name;
}
