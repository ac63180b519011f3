namespace CourseComments.DevIdentity.Clients;

/// <summary>
/// A public client (RFC 6749, section 2.1). A loopback URI that is given without a port allows any port, as
/// RFC 8252, section 7.3, has it for programs that cannot know theirs in advance.
/// </summary>
internal sealed class ClientOptions
{
    public string ClientId { get; set; } = "";

    /// <summary>Where the browser may be sent with an authorization code.</summary>
    public string[] RedirectUris { get; set; } = [];

    /// <summary>Where the browser may be sent after signing out.</summary>
    public string[] PostLogoutRedirectUris { get; set; } = [];

    /// <summary>Everything wrong with the clients, and under which key.</summary>
    public static IEnumerable<(string Fault, string Key)> FindFaults(ClientOptions[] clients)
    {
        for (var index = 0; index < clients.Length; index++)
        {
            var client = clients[index];
            var key = $"{nameof(DevIdentityOptions.Clients)}:{index}";
            if (string.IsNullOrWhiteSpace(client.ClientId))
            {
                yield return ("is missing.", $"{key}:{nameof(ClientId)}");
            }
            else if (clients.Take(index).Any(other => other.ClientId == client.ClientId))
            {
                yield return ("is the id of another client, too.", $"{key}:{nameof(ClientId)}");
            }

            foreach (var fault in FindFaults(client.RedirectUris, $"{key}:{nameof(RedirectUris)}")
                .Concat(FindFaults(client.PostLogoutRedirectUris, $"{key}:{nameof(PostLogoutRedirectUris)}")))
            {
                yield return fault;
            }
        }
    }

    private static IEnumerable<(string Fault, string Key)> FindFaults(string[] uris, string key) => uris
        .Select((uri, index) => (Uri: uri, Index: index))
        // A rooted path is an absolute URI, too, on Unix.
        .Where(item => !Uri.TryCreate(item.Uri, UriKind.Absolute, out var uri) || uri.IsFile || uri.Fragment.Length > 0)
        .Select(item => ("must be an absolute URL without a fragment.", $"{key}:{item.Index}"));
}
