namespace Momento.Emulator.Auth;

/// <summary>What a call does to the items of a cache.</summary>
internal enum CacheAccess
{
    Read,
    Write,

    /// <summary>A write whose answer tells something about what was stored.</summary>
    ConditionalWrite,
}
