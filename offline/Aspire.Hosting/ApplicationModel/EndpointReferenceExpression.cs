using System.Globalization;

namespace Aspire.Hosting.ApplicationModel;

public class EndpointReferenceExpression(EndpointReference endpointReference, EndpointProperty property) : IExpressionValue, IValueWithReferences
{
    public EndpointReference Endpoint { get; } = endpointReference;

    public EndpointProperty Property { get; } = property;

    public string ValueExpression => Property switch
    {
        EndpointProperty.Url => Binding("url"),
        EndpointProperty.Host or EndpointProperty.IPV4Host => Binding("host"),
        EndpointProperty.Port => Binding("port"),
        EndpointProperty.Scheme => Binding("scheme"),
        EndpointProperty.TargetPort => Binding("targetPort"),
        EndpointProperty.HostAndPort => $"{Binding("host")}:{Binding("port")}",
        EndpointProperty.TlsEnabled => Binding("tlsEnabled"),
        _ => throw UnknownProperty(),
    };

    IEnumerable<object> IValueWithReferences.References => [Endpoint];

    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => Property switch
    {
        EndpointProperty.Scheme => new(Endpoint.Scheme),
        EndpointProperty.TlsEnabled => new(Endpoint.TlsEnabled ? bool.TrueString : bool.FalseString),
        EndpointProperty.IPV4Host => new("127.0.0.1"),
        _ => GetAllocatedValueAsync(cancellationToken),
    };

    public ValueTask<string?> GetValueAsync(ValueProviderContext context, CancellationToken cancellationToken = default) =>
        GetValueAsync(cancellationToken);

    private async ValueTask<string?> GetAllocatedValueAsync(CancellationToken cancellationToken)
    {
        var allocated = await Endpoint.EndpointAnnotation.WhenAllocatedAsync(cancellationToken);
        return Property switch
        {
            EndpointProperty.Url => allocated.UriString,
            EndpointProperty.Host => allocated.Address,
            EndpointProperty.Port or EndpointProperty.TargetPort => allocated.Port.ToString(CultureInfo.InvariantCulture),
            EndpointProperty.HostAndPort => allocated.EndPointString,
            _ => throw UnknownProperty(),
        };
    }

    private string Binding(string name) => $"{{{Endpoint.Resource.Name}.bindings.{Endpoint.EndpointName}.{name}}}";

    private InvalidOperationException UnknownProperty() => new($"An endpoint has no property '{Property}'.");
}
