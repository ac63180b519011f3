using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Orchestration;

/// <summary>Turns a resource's callbacks into the environment and the arguments of its process.</summary>
internal static class ResourceConfiguration
{
    public static async Task<Dictionary<string, string>> GetEnvironmentAsync(
        IResource resource, DistributedApplicationExecutionContext execution, CancellationToken cancellationToken)
    {
        var context = new EnvironmentCallbackContext(execution, resource, cancellationToken: cancellationToken);
        foreach (var annotation in resource.Annotations.OfType<EnvironmentCallbackAnnotation>().ToArray())
        {
            await annotation.Callback(context);
        }

        var values = new Dictionary<string, string>();
        foreach (var (name, value) in context.EnvironmentVariables)
        {
            if (await ResolveAsync(value, resource, execution, cancellationToken) is { } text)
            {
                values[name] = text;
            }
        }

        return values;
    }

    public static async Task<IReadOnlyList<string>> GetArgumentsAsync(
        IResource resource, DistributedApplicationExecutionContext execution, CancellationToken cancellationToken)
    {
        var context = new CommandLineArgsCallbackContext([], cancellationToken);
        foreach (var annotation in resource.Annotations.OfType<CommandLineArgsCallbackAnnotation>().ToArray())
        {
            await annotation.Callback(context);
        }

        var values = new List<string>();
        foreach (var argument in context.Args)
        {
            if (await ResolveAsync(argument, resource, execution, cancellationToken) is { } text)
            {
                values.Add(text);
            }
        }

        return values;
    }

    private static async ValueTask<string?> ResolveAsync(
        object? value, IResource resource, DistributedApplicationExecutionContext execution, CancellationToken cancellationToken) => value switch
        {
            null => null,
            string text => text,
            IManifestExpressionProvider provider when execution.IsPublishMode => provider.ValueExpression,
            IValueProvider provider => await provider.GetValueAsync(new() { ExecutionContext = execution, Caller = resource }, cancellationToken),
            IResourceBuilder<IResource> { Resource: { } inner } => await ResolveAsync(inner, resource, execution, cancellationToken),
            _ => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture),
        };
}
