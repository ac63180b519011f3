using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Momento.Sdk.Auth;

namespace Momento.Client;

/// <summary>Where Momento is and with what key, from <c>Endpoint=&lt;host | http://host:port&gt;;ApiKey=&lt;key&gt;</c>.</summary>
public sealed class MomentoConnection
{
    private readonly string _key;

    // What follows the scheme: a host under TLS, host:port without.
    private readonly string _authority;

    private MomentoConnection(string endpoint, string authority, bool isPlaintext, string key)
    {
        Endpoint = endpoint;
        IsPlaintext = isPlaintext;
        _authority = authority;
        _key = key;
    }

    /// <summary>As it was given.</summary>
    public string Endpoint { get; }

    /// <summary>Whether it is an emulator without TLS.</summary>
    public bool IsPlaintext { get; }

    /// <exception cref="FormatException">Says everything that is wrong, without the key.</exception>
    public static MomentoConnection Parse(string connectionString) =>
        TryParse(connectionString, out var connection, out var faults) ? connection : throw new FormatException(string.Join(" ", faults));

    public static bool TryParse([NotNullWhen(true)] string? connectionString, [NotNullWhen(true)] out MomentoConnection? connection) =>
        TryParse(connectionString, out connection, out _);

    /// <param name="faults">Sentences that say what is wrong, without the key.</param>
    public static bool TryParse(
        [NotNullWhen(true)] string? connectionString,
        [NotNullWhen(true)] out MomentoConnection? connection,
        out IReadOnlyList<string> faults)
    {
        var parts = new DbConnectionStringBuilder();
        try
        {
            parts.ConnectionString = connectionString ?? "";
        }
        catch (ArgumentException)
        {
            connection = null;
            faults = ["It is no list of Keyword=value; pairs."];
            return false;
        }

        var unknown = parts.Keys.Cast<string>().Where(k => k is not ("endpoint" or "apikey")).ToList();
        (connection, var wrong) = Create(Value(parts, "endpoint"), Value(parts, "apikey"));
        faults =
        [
            .. unknown.Select(k => $"It has the unknown keyword '{k}'; known are Endpoint and ApiKey."),
            .. wrong.Select(f => $"{f.Keyword} {f.Problem}."),
        ];
        connection = faults.Count == 0 ? connection : null;
        return connection is not null;
    }

    /// <returns>A connection, or what is wrong with which part.</returns>
    internal static (MomentoConnection? Connection, IReadOnlyList<(string Keyword, string Problem)> Faults) Create(
        string? endpoint, string? key)
    {
        var faults = new List<(string, string)>();
        var (authority, isPlaintext) = ("", false);
        if (string.IsNullOrWhiteSpace(endpoint))
        {
            faults.Add((nameof(Endpoint), "is missing"));
        }
        else if (!TryReadEndpoint(endpoint, out authority, out isPlaintext))
        {
            faults.Add((nameof(Endpoint), "is neither a host name nor http://host:port"));
        }

        if (string.IsNullOrEmpty(key) && !isPlaintext)
        {
            faults.Add(("ApiKey", "is missing; only an http:// endpoint goes without one"));
        }
        else if (key is not null && !MomentoKey.IsSendable(key))
        {
            faults.Add(("ApiKey", "has characters that no key has"));
        }

        return faults.Count == 0
            ? (new(endpoint!, authority, isPlaintext, MomentoKey.Unwrap(key ?? "")), faults)
            : (null, faults);
    }

    /// <summary>For the SDK's clients.</summary>
    public ICredentialProvider CreateCredentialProvider() => new MomentoCredentialProvider(_key, _authority, secure: !IsPlaintext);

    /// <summary>Without the key.</summary>
    public override string ToString() => _key.Length > 0 ? $"Endpoint={Endpoint};ApiKey=(secret)" : $"Endpoint={Endpoint}";

    private static string? Value(DbConnectionStringBuilder parts, string keyword) =>
        parts.TryGetValue(keyword, out var value) ? (string)value : null;

    private static bool TryReadEndpoint(string endpoint, out string authority, out bool isPlaintext)
    {
        isPlaintext = endpoint.StartsWith("http://", StringComparison.OrdinalIgnoreCase);
        authority = endpoint;
        if (!isPlaintext)
        {
            return Uri.CheckHostName(endpoint) is UriHostNameType.Dns;
        }

        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var url) || url is not { PathAndQuery: "/", UserInfo: "", Fragment: "" })
        {
            return false;
        }

        authority = $"{url.Host}:{url.Port}";
        return true;
    }
}
