using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

internal sealed class ConnectionStringParameterResource : ParameterResource, IResourceWithConnectionString
{
    public ConnectionStringParameterResource(string name, Func<ParameterDefault?, string> callback, string? environmentVariableName)
        : base(name, callback, secret: true)
    {
        IsConnectionString = true;
        ConnectionStringEnvironmentVariable = environmentVariableName;
    }

    public override string ValueExpression => $"{{{Name}.connectionString}}";

    public string? ConnectionStringEnvironmentVariable { get; }

    public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create($"{this}");

    public ValueTask<string?> GetConnectionStringAsync(CancellationToken cancellationToken = default) => GetValueAsync(cancellationToken);

    // Without these, the interface's own would ask the expression, which asks this resource.
    ValueTask<string?> IValueProvider.GetValueAsync(CancellationToken cancellationToken) => GetValueAsync(cancellationToken);

    ValueTask<string?> IValueProvider.GetValueAsync(ValueProviderContext context, CancellationToken cancellationToken) => GetValueAsync(cancellationToken);
}
