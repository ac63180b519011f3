namespace Aspire.Hosting.ApplicationModel;

public sealed record EnvironmentVariableSnapshot(string Name, string? Value, bool IsFromSpec);
