namespace Momento.Sdk.Requests;

/// <summary>
/// Lifetime of a collection: null is the client's default. <c>default(CollectionTtl)</c>, which an omitted argument is,
/// does not refresh the collection's lifetime.
/// </summary>
public record struct CollectionTtl(TimeSpan? Ttl = null, bool RefreshTtl = true)
{
    public static CollectionTtl FromCacheTtl() => new(Ttl: null);

    public static CollectionTtl Of(TimeSpan ttl) => new(ttl);

    public static CollectionTtl RefreshTtlIfProvided(TimeSpan? ttl = null) => new(ttl, ttl.HasValue);

    public readonly CollectionTtl WithRefreshTtlOnUpdates() => this with { RefreshTtl = true };

    public readonly CollectionTtl WithNoRefreshTtlOnUpdates() => this with { RefreshTtl = false };
}
