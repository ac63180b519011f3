// How long each service takes from the start of its process until it is healthy, and what memory it has then, beside an empty
// ASP.NET Core service with the same defaults: dotnet run -c Release --project benchmarks/Starting [runs, 9] [built]
// All of them are published before as they are deployed, compiled ahead of time; with "built" they are as a build leaves them.
using System.Globalization;
using CourseComments.Benchmarks.Load;
using CourseComments.Benchmarks.Starting;

var runs = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 9;
if (args is not [_, "built"])
{
    await AheadOfTime.PublishAsync("Momento/Momento.Emulator", "Gateway", "WebhookService", "TokenService", "DevIdentity", "benchmarks/Baselines");
}

var time = TimeProvider.System;
await using var system = await LocalSystem.StartAsync();
var identity = $"http://127.0.0.1:{Machine.FreePort()}";
var services = new (string Name, Func<Task<RunningService>> Start)[]
{
    ("empty, with ServiceDefaults", () => system.AddBaselineAsync("empty")),
    ("Gateway", () => system.AddGatewayAsync(system.Momento)),
    ("WebhookService", () => system.AddWebhooksAsync()),
    ("TokenService", () => system.AddTokensAsync(identity)),
    ("DevIdentity", () => system.AddIdentityAsync(identity)),
};

var all = services.ToDictionary(service => service.Name, _ => new List<(double Seconds, double Cpu, double Megabytes)>());
for (var run = 0; run < runs; run++)
{
    foreach (var (name, start) in services)
    {
        var started = time.GetTimestamp();
        var service = await start();
        using (var connection = await HttpConnection.OpenAsync(service.Url))
        {
            while (await connection.SendAsync(HttpConnection.Get("/health")) != 200)
            {
                ShortPause.Wait(milliseconds: 10);
            }
        }

        var (seconds, cpu) = (time.GetElapsedTime(started).TotalSeconds, service.ProcessorTime.TotalSeconds);
        await Task.Delay(TimeSpan.FromSeconds(1), time);
        all[name].Add((seconds, cpu, service.MemoryInMegabytes));
        await system.StopAsync(service);
    }
}

Console.WriteLine();
Console.WriteLine($"from the start of the process, median of {runs} runs by turns; {Machine.Describe()}");
Console.WriteLine();
var table = new Table("", "healthy after s", "of empty", "CPU s until then", "of empty", "idle MB", "of empty");
var empty = all[services[0].Name];
foreach (var (name, of) in all)
{
    table.Add(
        name, Median(of, run => run.Seconds), Median(of, run => run.Seconds) / Median(empty, run => run.Seconds), Median(of, run => run.Cpu),
        Median(of, run => run.Cpu) / Median(empty, run => run.Cpu), Median(of, run => run.Megabytes), Median(of, run => run.Megabytes) / Median(empty, run => run.Megabytes));
}

static double Median<T>(List<T> runs, Func<T, double> number) => runs.Select(number).Order().ElementAt(runs.Count / 2);
