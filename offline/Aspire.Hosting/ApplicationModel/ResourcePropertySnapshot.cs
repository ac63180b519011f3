namespace Aspire.Hosting.ApplicationModel;

public sealed record ResourcePropertySnapshot(string Name, object? Value)
{
    public bool IsSensitive { get; init; }

    public override string ToString() => $"{Name} = {(IsSensitive ? "***" : Value)}";
}
