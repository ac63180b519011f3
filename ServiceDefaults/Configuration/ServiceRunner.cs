using CourseComments.ServiceDefaults.Health;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CourseComments.ServiceDefaults.Configuration;

/// <summary>Runs a service so that a wrong configuration reads as a list of faults and not as a stack trace.</summary>
public static class ServiceRunner
{
    /// <summary>Runs until it is stopped.</summary>
    /// <returns>The exit code: 0 after a stop, 1 when the configuration was refused.</returns>
    public static async Task<int> RunServiceAsync(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var name = app.Environment.ApplicationName;
        try
        {
            // Before the host starts, which would log the same as an exception.
            await app.Services.GetRequiredService<HeadStart>().ConfigurationChecked;
            await app.RunAsync();
            return 0;
        }
        catch (Exception exception) when (Faults(exception) is { Count: > 0 } faults)
        {
            await Console.Error.WriteLineAsync($"{name} does not start. Its configuration has faults:");
            foreach (var fault in faults)
            {
                await Console.Error.WriteLineAsync($"  {fault}");
            }

            return 1;
        }
    }

    private static List<string> Faults(Exception exception) => exception switch
    {
        OptionsValidationException validation => [.. validation.Failures],
        AggregateException aggregate when aggregate.InnerExceptions.All(inner => inner is OptionsValidationException) =>
            [.. aggregate.InnerExceptions.SelectMany(Faults)],
        _ => [],
    };
}
