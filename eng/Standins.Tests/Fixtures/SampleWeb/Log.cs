internal static partial class Log
{
    [LoggerMessage(LogLevel.Information, "Greeting is {Greeting}")]
    public static partial void Greet(this ILogger logger, string? greeting);
}
