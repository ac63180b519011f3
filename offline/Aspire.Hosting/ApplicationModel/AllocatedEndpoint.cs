using System.Globalization;

namespace Aspire.Hosting.ApplicationModel;

public class AllocatedEndpoint(EndpointAnnotation endpoint, string address, int port)
{
    public EndpointAnnotation Endpoint { get; } = endpoint;

    public string Address { get; } = address;

    public int Port { get; } = port;

    public string UriScheme => Endpoint.UriScheme;

    public string EndPointString => string.Create(CultureInfo.InvariantCulture, $"{Address}:{Port}");

    public string UriString => $"{UriScheme}://{EndPointString}";

    public override string ToString() => UriString;
}
