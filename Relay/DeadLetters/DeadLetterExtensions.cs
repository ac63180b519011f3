using Microsoft.Extensions.Options;

namespace CourseComments.Relay.DeadLetters;

internal static class DeadLetterExtensions
{
    private const int Misconfigured = 1;

    /// <summary>Runs one command instead of the service.</summary>
    public static async Task<int> RunDeadLetterCommandAsync(this WebApplication app, IReadOnlyList<string> command)
    {
        await using (app)
        {
            try
            {
                app.Services.GetService<IStartupValidator>()?.Validate();
            }
            catch (OptionsValidationException exception)
            {
                await Console.Error.WriteLineAsync(string.Join(Environment.NewLine, exception.Failures));
                return Misconfigured;
            }
            catch (AggregateException exception) when (exception.InnerExceptions.All(inner => inner is OptionsValidationException))
            {
                var faults = exception.InnerExceptions.Cast<OptionsValidationException>().SelectMany(inner => inner.Failures);
                await Console.Error.WriteLineAsync(string.Join(Environment.NewLine, faults));
                return Misconfigured;
            }

            return await app.Services.GetRequiredService<DeadLetterCommands>().RunAsync(command, Console.Out);
        }
    }
}
