namespace Aspire.Hosting.ApplicationModel;

public sealed class EndpointReference : IExpressionValue, IValueWithReferences
{
    private EndpointAnnotation? _annotation;

    public EndpointReference(IResourceWithEndpoints owner, EndpointAnnotation endpoint)
        : this(owner, endpoint.Name) => _annotation = endpoint;

    public EndpointReference(IResourceWithEndpoints owner, string endpointName)
    {
        ArgumentNullException.ThrowIfNull(owner);
        ArgumentNullException.ThrowIfNull(endpointName);
        Resource = owner;
        EndpointName = endpointName;
    }

    public EndpointAnnotation EndpointAnnotation => Find() ?? throw new InvalidOperationException(ErrorMessage ?? NotDefined());

    public IResourceWithEndpoints Resource { get; }

    public string EndpointName { get; }

    public string? ErrorMessage { get; init; }

    public bool IsAllocated => Find()?.AllocatedEndpoint is not null;

    public bool Exists => Find() is not null;

    public bool IsHttp => Scheme == "http";

    public bool IsHttps => Scheme == "https";

    public bool TlsEnabled => Exists && EndpointAnnotation.TlsEnabled;

    public bool IsHttpSchemeNamedEndpoint =>
        EndpointName.Equals("http", StringComparison.OrdinalIgnoreCase) || EndpointName.Equals("https", StringComparison.OrdinalIgnoreCase);

    public bool ExcludeReferenceEndpoint => Exists && EndpointAnnotation.ExcludeReferenceEndpoint;

    public int Port => Allocated.Port;

    public int? TargetPort => EndpointAnnotation.TargetPort;

    public string Host => Allocated.Address;

    public string Scheme => EndpointAnnotation.UriScheme;

    public string Url => Allocated.UriString;

    string IManifestExpressionProvider.ValueExpression => Property(EndpointProperty.Url).ValueExpression;

    IEnumerable<object> IValueWithReferences.References => [Resource];

    private AllocatedEndpoint Allocated => EndpointAnnotation.AllocatedEndpoint
        ?? throw new InvalidOperationException($"The endpoint '{EndpointName}' of '{Resource.Name}' is not allocated: the application has not started.");

    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) =>
        Property(EndpointProperty.Url).GetValueAsync(cancellationToken);

    public ValueTask<string?> GetValueAsync(ValueProviderContext context, CancellationToken cancellationToken = default) =>
        GetValueAsync(cancellationToken);

    public EndpointReferenceExpression Property(EndpointProperty property) => new(this, property);

    private EndpointAnnotation? Find() => _annotation ??= Resource.Annotations.OfType<EndpointAnnotation>()
        .SingleOrDefault(annotation => annotation.Name.Equals(EndpointName, StringComparison.OrdinalIgnoreCase));

    private string NotDefined()
    {
        var names = Resource.Annotations.OfType<EndpointAnnotation>().Select(annotation => $"'{annotation.Name}'").ToArray();
        return $"The resource '{Resource.Name}' has no endpoint '{EndpointName}'; it has {(names.Length == 0 ? "none" : string.Join(", ", names))}.";
    }
}
