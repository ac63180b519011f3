using System.Text.Json.Serialization;

namespace Momento.Emulator.Persistence;

/// <summary>The content of one cache; everything by its key.</summary>
internal sealed record SeedCache
{
    private const uint Day = 24 * 60 * 60;

    /// <summary>Seconds from the start.</summary>
    [JsonPropertyName("ttlSeconds")]
    public uint TimeToLive { get; set; } = Day;

    public Dictionary<string, string> Items { get; set; } = [];

    public Dictionary<string, string[]> Lists { get; set; } = [];

    public Dictionary<string, string[]> Sets { get; set; } = [];

    public Dictionary<string, Dictionary<string, string>> Dictionaries { get; set; } = [];

    public Dictionary<string, Dictionary<string, double>> SortedSets { get; set; } = [];
}
