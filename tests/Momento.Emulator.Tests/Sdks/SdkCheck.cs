using System.Text.Json;

namespace Momento.Emulator.Tests.Sdks;

/// <summary>A line that a program with an SDK printed: what it checked, and what it saw instead.</summary>
internal sealed record SdkCheck(string Check, bool Passed, string? Expected, string? Actual)
{
    public static SdkCheck Parse(string line) => JsonSerializer.Deserialize<SdkCheck>(line, JsonSerializerOptions.Web)
        ?? throw new InvalidOperationException($"Expected a check, got {line}.");

    public override string ToString() => $"{Check}: expected {Expected}, was {Actual}";
}
