using System.Net.Sockets;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>An address a resource listens on. Nothing stands between it and its callers: <see cref="Port"/> is where the process itself listens.</summary>
public sealed class EndpointAnnotation : IResourceAnnotation
{
    private readonly TaskCompletionSource<AllocatedEndpoint> _allocated = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string? _transport;
    private bool? _tlsEnabled;

    public EndpointAnnotation(
        ProtocolType protocol,
        string? uriScheme = null,
        string? transport = null,
        [EndpointName] string? name = null,
        int? port = null,
        int? targetPort = null,
        bool? isExternal = null,
        bool? isProxied = null)
    {
        Protocol = protocol;
        UriScheme = uriScheme ?? protocol.ToString().ToLowerInvariant();
        Name = name ?? UriScheme;
        ModelName.Validate("Endpoint", Name);
        _transport = transport;
        Port = port;
        TargetPort = targetPort;
        IsExternal = isExternal ?? false;
        IsProxied = isProxied ?? true;
    }

    public string Name { get; set; }

    public ProtocolType Protocol { get; set; }

    public int? Port { get; set; }

    public int? TargetPort { get; set; }

    public string UriScheme { get; set; }

    public string TargetHost { get; set; } = "localhost";

    public string Transport
    {
        get => _transport ?? (UriScheme is "http" or "https" ? "http" : Protocol.ToString().ToLowerInvariant());
        set => _transport = value;
    }

    public bool IsExternal { get; set; }

    public bool IsProxied { get; set; }

    public bool ExcludeReferenceEndpoint { get; set; }

    public bool TlsEnabled
    {
        get => _tlsEnabled ?? UriScheme == "https";
        set => _tlsEnabled = value;
    }

    public AllocatedEndpoint? AllocatedEndpoint
    {
        get => _allocated.Task.IsCompletedSuccessfully ? _allocated.Task.Result : null;
        set => _allocated.SetResult(value ?? throw new ArgumentNullException(nameof(value)));
    }

    /// <summary>A process told its port by a variable of its own is not told it by ASPNETCORE_URLS.</summary>
    internal string? TargetPortEnvironmentVariable { get; set; }

    internal Task<AllocatedEndpoint> WhenAllocatedAsync(CancellationToken cancellationToken) => _allocated.Task.WaitAsync(cancellationToken);
}
