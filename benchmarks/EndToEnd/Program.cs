// How long a comment takes from a learner's publish to the list that others read, one at a time, through every part
// of the system: dotnet run -c Release --project benchmarks/EndToEnd [comments]
using System.Globalization;
using Aspire.Hosting.Testing;
using CourseComments.Benchmarks.EndToEnd;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

var count = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 500;

var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>();
builder.Services.AddLogging(logging => logging.ClearProviders());
await using var system = await builder.BuildAsync();
await system.StartAsync();
await system.ResourceNotifications.WaitForResourceHealthyAsync("gateway");

using var gateway = system.CreateHttpClient("gateway", "http");
using var learner = await Learner.SignInAsync(gateway, "taylor");
const int WarmUp = 200;
await learner.MeasureAsync("warm-up", WarmUp);
var latencies = await learner.MeasureAsync("end-to-end", count);

Console.WriteLine();
Console.WriteLine($"publish → listed, {count} comments one after another, {Environment.ProcessorCount} cores, .NET {Environment.Version}");
foreach (var (name, share) in new[] { ("p50", 0.50), ("p90", 0.90), ("p99", 0.99), ("max", 1.0) })
{
    var latency = latencies[(int)Math.Ceiling(share * latencies.Count) - 1];
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {latency.TotalMilliseconds,8:0.00} ms"));
}
