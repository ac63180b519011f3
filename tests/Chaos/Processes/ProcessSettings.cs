using System.Globalization;
using CourseComments.Chaos.Planning;
using CourseComments.History;

namespace CourseComments.Chaos.Processes;

/// <summary>The processes' configuration. Short times, so that much can go wrong in a short run.</summary>
internal static class ProcessSettings
{
    public const string CacheName = "course-comments";
    public const string TopicName = "comment";

    /// <summary>How long a delivery has before another takes over. Some pauses are longer.</summary>
    public static readonly TimeSpan StoringLease = TimeSpan.FromSeconds(2);

    private const string Key = "superuser-key-of-the-chaos-run";
    private const string SigningSecret = "the-signing-secret-of-the-chaos-run";

    public static string ConnectionString(Uri emulator) => $"Endpoint={emulator.GetLeftPart(UriPartial.Authority)};ApiKey={Key}";

    public static Dictionary<string, string> Emulator(int port, string dataDirectory, ChaosPlan plan, Uri webhook, TimeSpan topicIdleTime)
    {
        var settings = new Dictionary<string, string>
        {
            ["Kestrel__Endpoints__grpc__Url"] = Local(port),
            ["Kestrel__Endpoints__grpc__Protocols"] = "Http2",
            ["Kestrel__Endpoints__http__Url"] = Local(0),
            ["Emulator__Keys__0__Key"] = Key,
            ["Emulator__Keys__0__Role"] = "superuser",
            ["Emulator__Caches__0"] = CacheName,
            ["Emulator__DataDirectory"] = dataDirectory,
            ["Emulator__TopicIdleTime"] = Text(topicIdleTime),
        };
        if (plan.Mode == RunMode.Webhooks)
        {
            settings["Emulator__Webhooks__0__Name"] = "chaos";
            settings["Emulator__Webhooks__0__Cache"] = CacheName;
            settings["Emulator__Webhooks__0__Topic"] = TopicName;
            settings["Emulator__Webhooks__0__Url"] = new Uri(webhook, "webhooks/momento").AbsoluteUri;
            settings["Emulator__Webhooks__0__SigningSecret"] = SigningSecret;
            settings["Emulator__Chaos__Seed"] = Text(unchecked((uint)plan.Seed));
            settings["Emulator__Chaos__Drop"] = Text(plan.Topic.Drop);
            settings["Emulator__Chaos__Duplicate"] = Text(plan.Topic.Duplicate);
            settings["Emulator__Chaos__Delay"] = Text(plan.Topic.Delay);
            settings["Emulator__Chaos__Reorder"] = Text(plan.Topic.Reorder);
            settings["Emulator__Chaos__MaxDelay"] = Text(plan.Topic.MaxDelay);
        }

        return settings;
    }

    public static Dictionary<string, string> WebhookService(int port, Uri emulator, string? seededBug) => new(Service(port, emulator, seededBug))
    {
        ["Storing__Lease"] = Text(StoringLease),
        // No comment leaves a list because newer ones come: everything is to be found.
        ["Comments__MaxPerCourse"] = "100000",
    };

    public static Dictionary<string, string> Relay(int port, Uri emulator, Uri receiver, string? seededBug) => new(Service(port, emulator, seededBug))
    {
        ["services__webhooks__http__0"] = receiver.GetLeftPart(UriPartial.Authority),
        ["Relay__CheckpointEvery"] = "00:00:00.200",
        ["Relay__HeartbeatTimeout"] = "00:00:03",
        ["Relay__Lease"] = "00:00:01",
        ["Relay__MaxDelay"] = "00:00:02",
        ["Relay__MinDelay"] = "00:00:00.050",
        ["Relay__Timeout"] = "00:00:03",
    };

    private static Dictionary<string, string> Service(int port, Uri emulator, string? seededBug) => new(Bug(seededBug))
    {
        ["ASPNETCORE_URLS"] = Local(port),
        ["ConnectionStrings__momento"] = ConnectionString(emulator),
        ["Webhooks__SigningSecret"] = SigningSecret,
        ["Momento__Client__ClientTimeout"] = "00:00:00.500",
        ["Logging__LogLevel__Default"] = "Information",
    };

    private static Dictionary<string, string> Bug(string? seededBug) => seededBug is null ? [] : new() { ["SEEDED_BUG"] = seededBug };

    private static string Local(int port) => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");

    private static string Text(IFormattable value) => value.ToString(value is TimeSpan ? "c" : null, CultureInfo.InvariantCulture);
}
