namespace Momento.Client;

/// <summary>What one registration came to; valid when there are no <see cref="Faults"/>.</summary>
internal sealed class MomentoClientOptions
{
    public MomentoClientSettings Settings { get; set; } = new();

    public MomentoConnection? Connection { get; set; }

    public IReadOnlyList<string> Faults { get; set; } = [];
}
