namespace Momento.Emulator.Persistence;

/// <summary>What a seed file says.</summary>
internal sealed record SeedFile
{
    public Dictionary<string, SeedCache> Caches { get; set; } = [];
}
