using System.Collections.Frozen;
using Microsoft.Net.Http.Headers;

namespace CourseComments.Gateway.Hardening;

/// <summary>Takes from a request what must not travel further than to us, before YARP adds what it says itself.</summary>
internal static class ClientHeaders
{
    /// <summary>Families of names by which proxies speak; YARP sets the few that services get.</summary>
    private static readonly string[] Prefixes = ["X-Forwarded-", "X-Original-"];

    /// <summary>Other names by which proxies and platforms tell a service who is calling. Nobody outside may speak for them.</summary>
    private static readonly FrozenSet<string> SpokenForOthers = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "Forwarded", "X-Real-IP", "X-Client-IP", "True-Client-IP", "X-Cluster-Client-IP", "X-Envoy-External-Address",
        "X-Rewrite-URL", "X-HTTP-Method-Override", "X-MS-Client-Principal", "X-MS-Client-Principal-Id", "X-MS-Client-Principal-Name", "X-MS-Token-AAD-Access-Token",
        "X-Auth-Request-User", "X-Auth-Request-Email", "X-User", "X-User-Id", "Remote-User");

    /// <summary>What frames a message cannot be taken from it by naming it in <c>Connection</c>.</summary>
    private static readonly string[] Framing =
        [HeaderNames.Host, HeaderNames.ContentLength, HeaderNames.TransferEncoding, HeaderNames.Connection];

    /// <summary>Comes after whatever believes a trusted proxy's headers: they are gone afterwards.</summary>
    public static void UseClientHeaders(this WebApplication app) => app.Use((context, next) =>
    {
        Strip(context.Request.Headers);
        return next(context);
    });

    private static void Strip(IHeaderDictionary headers)
    {
        // RFC 9110, 7.6.1: an intermediary removes the headers that Connection names. Beside close, keep-alive or upgrade
        // Kestrel forgets the names; such a header passes like any other, and says no more than any other.
        if (headers.Connection.Count > 0)
        {
            foreach (var name in headers.GetCommaSeparatedValues(HeaderNames.Connection).Except(Framing, StringComparer.OrdinalIgnoreCase))
            {
                headers.Remove(name);
            }
        }

        List<string>? spoken = null;
        foreach (var (name, _) in headers)
        {
            if (SpeaksForOthers(name))
            {
                (spoken ??= []).Add(name);
            }
        }

        spoken?.ForEach(name => headers.Remove(name));
    }

    private static bool SpeaksForOthers(string name)
    {
        foreach (var prefix in Prefixes)
        {
            if (name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return SpokenForOthers.Contains(name);
    }
}
