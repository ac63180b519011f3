using Momento.Protocol.Cache;

namespace Momento.Emulator.Caches;

/// <summary>Items and collections. One part per kind of item.</summary>
internal sealed partial class CacheService(CallGuard guard) : Scs.ScsBase;
