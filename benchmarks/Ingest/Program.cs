// How many unique, freshly signed webhooks WebhookService stores, against the seed design's handler on Node with Momento's own
// SDK, and against the least that C# can do, all talking to the same emulator, by turns in one run:
// dotnet run -c Release --project benchmarks/Ingest [webhooks in each run, 10000] [runs, 3] [alone]
// With "alone" only WebhookService runs, to be looked at with dotnet-counters or dotnet-trace.
using System.Globalization;
using CourseComments.Benchmarks.Ingest;
using CourseComments.Benchmarks.Load;

var count = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 10_000;
var runs = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 3;

await using var system = await LocalSystem.StartAsync();
await Profiles.WriteAsync(system.Momento);
var contestants = new List<Contestant> { new("WebhookService", await system.AddWebhooksAsync(), system.Momento) };
var alone = args.Length > 2 && args[2] == "alone";
if (!alone && await NodeBaseline.StartAsync(system.Momento) is { } node)
{
    contestants.Add(new("Node, seed design", system.Add(node), system.Momento));
}

if (!alone)
{
    contestants.Add(new("bare C#, push", await system.AddBaselineAsync("handler"), system.Momento));
    contestants.Add(new("bare C#, mark and push", await system.AddBaselineAsync("marking-handler"), system.Momento));
}

foreach (var contestant in contestants)
{
    await contestant.RunAsync(64, Math.Max(count, 10_000));
}

var closed = new Report(contestants);
foreach (var connections in new[] { 1, 16, 64 })
{
    await closed.RunAsync($"{connections} connections, each posts as soon as it was answered", runs, contestant => contestant.RunAsync(connections, connections == 1 ? count / 4 : count));
}

if (closed.Last("Node, seed design") is { } most)
{
    var rate = Math.Floor(most.PerSecond);
    await closed.RunAsync($"64 connections, {rate}/s as the most that Node took", runs, contestant => contestant.RunAsync(64, count, rate));
}

closed.PrintMemory();
