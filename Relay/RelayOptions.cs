using System.ComponentModel.DataAnnotations;

namespace CourseComments.Relay;

/// <summary>How messages are relayed.</summary>
internal sealed class RelayOptions
{
    public const string SectionName = "Relay";
    private const string Short = "must be between 10 milliseconds and 10 minutes.";

    /// <summary>How many events are posted at the same time: 1 to 256. One course has at most one.</summary>
    [Range(1, 256, ErrorMessage = "must be between 1 and 256.")]
    public int Concurrency { get; set; } = 8;

    /// <summary>
    /// How many messages there are at most behind the checkpoint: 1 to 100,000. When there are that many, the topic is not
    /// read on. Each has up to 4 KB.
    /// </summary>
    [Range(1, 100_000, ErrorMessage = "must be between 1 and 100000.")]
    public int QueueCapacity { get; set; } = 10_000;

    /// <summary>How often an event is posted that the receiver calls malformed or too large, until it is a dead letter: 1 to 100.</summary>
    [Range(1, 100, ErrorMessage = "must be between 1 and 100.")]
    public int MaxAttempts { get; set; } = 1;

    /// <summary>How many dead letters are kept at most: 1 to 10,000, each of up to 24 KB. One more, and the oldest is dropped.</summary>
    [Range(1, 10_000, ErrorMessage = "must be between 1 and 10000.")]
    public int MaxDeadLetters { get; set; } = 1000;

    /// <summary>How long the receiver has to answer.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:10:00", ErrorMessage = Short)]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The longest wait before the second attempt; it doubles with each, up to <see cref="MaxDelay"/>.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:10:00", ErrorMessage = Short)]
    public TimeSpan MinDelay { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest wait between attempts, whatever <c>Retry-After</c> says.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:10:00", ErrorMessage = Short)]
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often the checkpoint is written at most.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:10:00", ErrorMessage = Short)]
    public TimeSpan CheckpointEvery { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long the topic may be silent, without even a heartbeat, until it is subscribed to again.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:10:00", ErrorMessage = Short)]
    public TimeSpan HeartbeatTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a relay that died keeps the others out: 1 second to 10 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00", ErrorMessage = "must be between 1 second and 10 minutes.")]
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long messages may wait without any progress until the service calls itself degraded.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:10:00", ErrorMessage = Short)]
    public TimeSpan StalledAfter { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Where to start when there is no checkpoint.</summary>
    public StartFrom StartFrom { get; set; } = StartFrom.Kept;
}
