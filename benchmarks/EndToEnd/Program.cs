// How long a comment takes from a learner's publish to the list that others read, through every part of the system: one
// learner after each comment was read, at first and when everything that takes part is compiled, then 200 publishers who make
// 100 comments a second together; and how long the whole takes to start: dotnet run -c Release --project benchmarks/EndToEnd [comments, 500]
using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using CourseComments.Benchmarks.EndToEnd;
using CourseComments.Benchmarks.Load;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

const int Publishers = 200;
const int First = 200;

// Services are as built: for their first seconds of work they wait for the just-in-time compiler as much as for each other.
const int WarmUp = 1500;
var count = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 500;

var started = TimeProvider.System.GetTimestamp();
var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>();
builder.Services.AddLogging(logging => logging.ClearProviders());
// One address looks at the list more often than the gateway's defaults allow.
builder.CreateResourceBuilder(builder.Resources.OfType<ProjectResource>().Single(project => project.Name == "gateway"))
    .WithEnvironment("RateLimits__Reading__PerAddress__PerSecond", "1000000")
    .WithEnvironment("RateLimits__Reading__PerAddress__Burst", "1000000");
await using var system = await builder.BuildAsync();
await system.StartAsync();
await system.ResourceNotifications.WaitForResourceHealthyAsync("gateway");
var start = TimeProvider.System.GetElapsedTime(started);

using var gateway = system.CreateHttpClient("gateway", "http");
using var learner = await Learner.SignInAsync(gateway, "taylor");
var first = await learner.MeasureAsync("first", First);
await learner.MeasureAsync("warm-up", WarmUp);
var one = await learner.MeasureAsync("end-to-end", count);
var many = await new Crowd(learner, Publishers).MeasureAsync(2 * count);

Console.WriteLine();
Console.WriteLine($"publish → listed; {Machine.Describe()}");
Console.WriteLine();
var table = new Table("", "comments", "p50 ms", "p90 ms", "p99 ms", "max ms");
Print($"the first {First} after a start", first);
Print("one after another", one);
Print($"{Publishers} publishers, 100 a second", many);
Console.WriteLine();
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"AppHost: gateway healthy {start.TotalSeconds:0.0} s after the start"));

void Print(string name, IReadOnlyList<TimeSpan> latencies) =>
    table.Add(name, latencies.Count, At(latencies, 0.5), At(latencies, 0.9), At(latencies, 0.99), At(latencies, 1));

static double At(IReadOnlyList<TimeSpan> latencies, double share) =>
    latencies[(int)Math.Ceiling(share * latencies.Count) - 1].TotalMilliseconds;
