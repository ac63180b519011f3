namespace Aspire.Hosting.ApplicationModel;

/// <summary>A cache that the application needs. The emulator creates it; on Momento it is created once by whoever owns the account.</summary>
/// <param name="CacheName">The cache's name.</param>
public sealed record MomentoCacheAnnotation(string CacheName) : IResourceAnnotation;
