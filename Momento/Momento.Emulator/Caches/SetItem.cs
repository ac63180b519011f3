namespace Momento.Emulator.Caches;

/// <summary>A set.</summary>
internal sealed class SetItem : CacheItem
{
    public SampledSet Elements { get; } = new();
}
