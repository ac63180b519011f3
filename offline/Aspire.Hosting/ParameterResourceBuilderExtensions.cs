using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting;

public static class ParameterResourceBuilderExtensions
{
    public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, [ResourceName] string name, bool secret = false) =>
        builder.AddParameterFromConfiguration(name, $"Parameters:{name}", secret);

    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, [ResourceName] string name, string value, bool publishValueAsDefault = false, bool secret = false)
    {
        ArgumentNullException.ThrowIfNull(value);
        return builder.AddParameter(name, () => value, publishValueAsDefault, secret);
    }

    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, Func<string> valueGetter, bool publishValueAsDefault = false, bool secret = false)
    {
        ArgumentNullException.ThrowIfNull(valueGetter);
        if (publishValueAsDefault && secret)
        {
            throw new ArgumentException("A secret must not be published as a default value.", nameof(secret));
        }

        return builder.AddParameter(new ParameterResource(name, parameterDefault => parameterDefault?.GetDefaultValue() ?? valueGetter(), secret)
        {
            Default = publishValueAsDefault ? new ConstantParameterDefault(valueGetter) : null,
        });
    }

    /// <summary>The configured value, else the default's. <paramref name="persist"/> keeps a generated one in the app host's user secrets.</summary>
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, [ResourceName] string name, ParameterDefault value, bool secret = false, bool persist = false)
    {
        ArgumentNullException.ThrowIfNull(value);
        var chosen = persist && builder.ExecutionContext.IsRunMode ? new UserSecretsParameterDefault(builder.AppHostAssembly, $"Parameters:{name}", value) : value;
        return builder.AddParameter(new ParameterResource(name, _ => GetValue(builder.Configuration, $"Parameters:{name}", chosen), secret)
        {
            Default = value,
        });
    }

    public static IResourceBuilder<ParameterResource> AddParameterFromConfiguration(
        this IDistributedApplicationBuilder builder, string name, string configurationKey, bool secret = false)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddParameter(new ParameterResource(name, parameterDefault => GetValue(builder.Configuration, configurationKey, parameterDefault), secret)
        {
            ConfigurationKey = configurationKey,
        });
    }

    public static IResourceBuilder<ParameterResource> WithDescription(this IResourceBuilder<ParameterResource> builder, string description, bool enableMarkdown = false)
    {
        builder.Resource.Description = description;
        builder.Resource.EnableDescriptionMarkdown = enableMarkdown;
        return builder;
    }

    public static IResourceBuilder<IResourceWithConnectionString> AddConnectionString(
        this IDistributedApplicationBuilder builder, [ResourceName] string name, string? environmentVariableName = null) =>
        builder.AddParameter(new ConnectionStringParameterResource(
            name,
            _ => GetValue(builder.Configuration, $"ConnectionStrings:{name}", null),
            environmentVariableName));

    private static IResourceBuilder<T> AddParameter<T>(this IDistributedApplicationBuilder builder, T resource)
        where T : ParameterResource =>
        builder.AddResource(resource).WithInitialState(new() { ResourceType = "Parameter", Properties = [], State = KnownResourceStates.Waiting });

    /// <summary>Environment variables cannot hold a dash: an underscore in its place is found too.</summary>
    private static string GetValue(ConfigurationManager configuration, string key, ParameterDefault? parameterDefault) =>
        configuration[key]
        ?? configuration[key.Replace('-', '_')]
        ?? parameterDefault?.GetDefaultValue()
        ?? throw new MissingParameterValueException($"the configuration has no value for '{key}'");
}
