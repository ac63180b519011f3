namespace Aspire.Hosting.ApplicationModel;

public class EnvironmentCallbackAnnotation : IResourceAnnotation
{
    public EnvironmentCallbackAnnotation(string name, Func<string> callback)
        : this(variables => variables[name] = callback())
    {
    }

    public EnvironmentCallbackAnnotation(Action<Dictionary<string, object>> callback)
        : this((EnvironmentCallbackContext context) => callback(context.EnvironmentVariables))
    {
    }

    public EnvironmentCallbackAnnotation(Action<EnvironmentCallbackContext> callback)
        : this(context =>
        {
            callback(context);
            return Task.CompletedTask;
        })
    {
    }

    public EnvironmentCallbackAnnotation(Func<EnvironmentCallbackContext, Task> callback)
    {
        ArgumentNullException.ThrowIfNull(callback);
        Callback = callback;
    }

    public Func<EnvironmentCallbackContext, Task> Callback { get; }
}
