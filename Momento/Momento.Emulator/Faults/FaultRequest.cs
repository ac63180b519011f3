using System.Globalization;
using System.Text.Json;
using Grpc.Core;

namespace Momento.Emulator.Faults;

/// <summary>What a caller asks to go wrong, in the metadata that the SDKs' own retry tests send.</summary>
internal sealed class FaultRequest(ServerCallContext context)
{
    private static readonly Dictionary<string, StatusCode> Statuses =
        Enum.GetValues<StatusCode>().ToDictionary(status => JsonNamingPolicy.KebabCaseLower.ConvertName(status.ToString()));

    /// <summary>All that is looked at.</summary>
    public static IReadOnlyList<string> Headers { get; } =
    [
        "request-id", "return-error", "error-rpcs", "error-count", "delay-rpcs", "delay-ms", "delay-count",
        "stream-error-rpcs", "stream-error", "stream-error-message-limit",
    ];

    private readonly string[] _names = NamesOf(context.Method[(context.Method.LastIndexOf('/') + 1)..]);

    /// <summary>Calls that belong together: an attempt and what is tried again.</summary>
    public string Id => Text("request-id") ?? "";

    /// <summary>Null for none.</summary>
    public StatusCode? Error => IsMeant("error-rpcs") ? Status("return-error") : null;

    /// <summary>How many of the calls fail; null for all.</summary>
    public int? ErrorCount => Number("error-count");

    /// <summary>Null for none.</summary>
    public TimeSpan? Delay => IsMeant("delay-rpcs") && Number("delay-ms") is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null;

    /// <summary>How many of the calls are delayed; null for all.</summary>
    public int? DelayCount => Number("delay-count");

    /// <summary>What a stream ends with; null for nothing of the kind.</summary>
    public StatusCode? StreamError => IsMeant("stream-error-rpcs") ? Status("stream-error") : null;

    /// <summary>How many messages a stream has before it ends.</summary>
    public int StreamErrorMessageLimit => Number("stream-error-message-limit") ?? 0;

    /// <summary>What SDKs call a method: some go by two names.</summary>
    private static string[] NamesOf(string method) => method switch
    {
        "Publish" => ["topic-publish"],
        "Subscribe" => ["topic-subscribe"],
        "SetIfNotExists" => ["set-if-not-exists", "set-if"],
        "ListErase" => ["list-erase", "list-remove"],
        _ => [JsonNamingPolicy.KebabCaseLower.ConvertName(method)],
    };

    private bool IsMeant(string header) => Text(header)?.Split(' ').Intersect(_names, StringComparer.OrdinalIgnoreCase).Any() == true;

    private StatusCode? Status(string header) => Text(header) is not { } name
        ? null
        : Statuses.TryGetValue(name, out var status) ? status : throw MomentoErrors.InvalidArgument($"{header} must be the name of a status, such as unavailable");

    private int? Number(string header) => Text(header) is not { } text
        ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw MomentoErrors.InvalidArgument($"{header} must be a number");

    private string? Text(string header) => context.RequestHeaders.GetValue(header);
}
