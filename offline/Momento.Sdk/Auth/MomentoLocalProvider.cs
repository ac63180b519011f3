namespace Momento.Sdk.Auth;

/// <summary>A Momento on this machine or network: plaintext, one port for all, no key.</summary>
public class MomentoLocalProvider : ICredentialProvider
{
    private const int DefaultPort = 8080;

    private readonly string _endpoint;

    public MomentoLocalProvider()
        : this("127.0.0.1")
    {
    }

    public MomentoLocalProvider(string hostname)
        : this(hostname, DefaultPort)
    {
    }

    public MomentoLocalProvider(string hostname, int port)
    {
        Port = port;
        _endpoint = $"{hostname}:{port}";
    }

    public int Port { get; }

    public string AuthToken => "";

    public string ControlEndpoint => _endpoint;

    public string CacheEndpoint => _endpoint;

    public string TokenEndpoint => _endpoint;

    public bool SecureEndpoints => false;

    public ICredentialProvider WithCacheEndpoint(string cacheEndpoint) => new MomentoLocalProvider(cacheEndpoint, Port);
}
