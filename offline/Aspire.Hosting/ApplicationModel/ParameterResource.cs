namespace Aspire.Hosting.ApplicationModel;

public class ParameterResource : Resource, IExpressionValue
{
    private readonly Lazy<string> _value;

    public ParameterResource(string name, Func<ParameterDefault?, string> callback, bool secret = false)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(callback);
        _value = new(() => callback(Default));
        Secret = secret;
    }

    public ParameterDefault? Default { get; set; }

    public bool Secret { get; }

    public bool IsConnectionString { get; set; }

    public virtual string ValueExpression => $"{{{Name}.value}}";

    public string? Description { get; set; }

    public bool EnableDescriptionMarkdown { get; set; }

    internal string ConfigurationKey
    {
        get => field ?? $"{(IsConnectionString ? "ConnectionStrings" : "Parameters")}:{Name}";
        init;
    }

    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken) => new(_value.Value);

    public ValueTask<string?> GetValueAsync(ValueProviderContext _, CancellationToken cancellationToken) => GetValueAsync(cancellationToken);
}
