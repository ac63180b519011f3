using Microsoft.Net.Http.Headers;

namespace CourseComments.Gateway.Hardening;

/// <summary>Takes from a request what must not travel further than to us, before YARP adds what it says itself.</summary>
internal static class ClientHeaders
{
    /// <summary>Families of names by which proxies speak; YARP sets the few that services get.</summary>
    private static readonly string[] Prefixes = ["X-Forwarded-", "X-Original-"];

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
        var named = headers.GetCommaSeparatedValues(HeaderNames.Connection).Except(Framing, StringComparer.OrdinalIgnoreCase);
        var spoken = headers.Keys.Where(name => Prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)));
        foreach (var name in named.Concat(spoken).ToList())
        {
            headers.Remove(name);
        }
    }
}
