namespace Aspire.Hosting.ApplicationModel;

/// <summary>A Momento account, or the emulator that stands in for it. Its connection string is <c>Endpoint=…;ApiKey=…</c>.</summary>
/// <param name="name">The resource's and the connection string's name.</param>
/// <param name="endpoint">Momento's host, such as <c>cell-1-….momentohq.com</c>.</param>
/// <param name="apiKey">The account's API key.</param>
public sealed class MomentoResource(string name, ParameterResource endpoint, ParameterResource apiKey)
    : Resource(name), IResourceWithConnectionString
{
    /// <summary>Momento's host. Not part of the application while the emulator runs in its place.</summary>
    public ParameterResource Endpoint { get; } = endpoint;

    /// <summary>The account's API key. Not part of the application while the emulator runs in its place.</summary>
    public ParameterResource ApiKey { get; } = apiKey;

    /// <summary>The emulator, when it runs in the account's place.</summary>
    internal MomentoEmulator? Emulator { get; set; }

    /// <inheritdoc />
    public ReferenceExpression ConnectionStringExpression => Emulator is { } emulator
        ? ReferenceExpression.Create($"Endpoint={emulator.Grpc.Property(EndpointProperty.Url)};ApiKey={emulator.ApiKey}")
        : ReferenceExpression.Create($"Endpoint={Endpoint};ApiKey={ApiKey}");
}
