using System.Runtime.InteropServices;

// What the tests need of a service: says what it was given, and misbehaves when asked to.
var builder = WebApplication.CreateBuilder(args);
builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
builder.Services.AddHealthChecks();
if (builder.Configuration["CRASH_WITH"] is { Length: > 0 } code)
{
    for (var line = 1; line <= 30; line++)
    {
        Console.WriteLine($"line {line}");
    }

    Console.Error.WriteLine("out of luck");
    Environment.Exit(int.Parse(code, System.Globalization.CultureInfo.InvariantCulture));
}

using var deaf = builder.Configuration["IGNORE_SIGTERM"] is { Length: > 0 }
    ? PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => context.Cancel = true)
    : null;
if (deaf is not null)
{
    builder.Services.AddSingleton<IHostLifetime, DeafLifetime>();
}

var app = builder.Build();
app.MapHealthChecks("/health");
app.MapGet("/environment", () => Environment.GetEnvironmentVariables());
app.MapGet("/arguments", () => args);
app.MapGet("/directory", () => Environment.CurrentDirectory);
app.MapGet("/id", () => Environment.ProcessId);
app.Logger.Greet(builder.Configuration["GREETING"]);
app.Run();
