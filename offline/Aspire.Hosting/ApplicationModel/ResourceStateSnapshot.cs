namespace Aspire.Hosting.ApplicationModel;

public sealed record ResourceStateSnapshot(string Text, string? Style)
{
#pragma warning disable CA2225 // The real one has no named alternative either.
    public static implicit operator ResourceStateSnapshot?(string? state) => state is null ? null : new(state, Style: null);
#pragma warning restore CA2225
}
