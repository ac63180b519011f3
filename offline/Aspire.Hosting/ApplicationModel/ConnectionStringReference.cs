namespace Aspire.Hosting.ApplicationModel;

public class ConnectionStringReference(IResourceWithConnectionString resource, bool optional) : IExpressionValue, IValueWithReferences
{
    public IResourceWithConnectionString Resource { get; } = resource;

    public bool Optional { get; } = optional;

    string IManifestExpressionProvider.ValueExpression => Resource.ValueExpression;

    IEnumerable<object> IValueWithReferences.References => [Resource];

    ValueTask<string?> IValueProvider.GetValueAsync(CancellationToken cancellationToken) =>
        ((IValueProvider)this).GetValueAsync(new ValueProviderContext(), cancellationToken);

    async ValueTask<string?> IValueProvider.GetValueAsync(ValueProviderContext context, CancellationToken cancellationToken)
    {
        var value = await Resource.GetValueAsync(context, cancellationToken);
        return string.IsNullOrEmpty(value) && !Optional
            ? throw new DistributedApplicationException($"The connection string of '{Resource.Name}' is empty.")
            : value;
    }
}
