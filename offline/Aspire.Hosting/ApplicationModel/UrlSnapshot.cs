namespace Aspire.Hosting.ApplicationModel;

#pragma warning disable CA1054, CA1056 // Text, as in the real one.
public sealed record UrlSnapshot(string? Name, string Url, bool IsInternal)
{
    public UrlDisplayPropertiesSnapshot DisplayProperties { get; init; } = new();

    public bool IsInactive { get; init; }
}
