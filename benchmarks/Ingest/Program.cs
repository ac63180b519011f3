// How many unique, freshly signed webhooks WebhookService stores, against the seed design's handler on Node with Momento's own
// SDK, a bare C# handler with Momento's SDK, and an endpoint that only reads and calls, all talking to the same emulator, by turns in one run:
// dotnet run -c Release --project benchmarks/Ingest [webhooks in each run, 10000] [runs, 3] [alone]
// With "alone" only WebhookService runs, to be looked into with dotnet-counters or dotnet-trace.
using System.Globalization;
using CourseComments.Benchmarks.Ingest;
using CourseComments.Benchmarks.Load;

const string Node = "Node, seed design";
var count = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 10_000;
var runs = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 3;
var alone = args.Length > 2 && args[2] == "alone";

await using var system = await LocalSystem.StartAsync();
using (var cache = new EmulatorCache(system.Momento))
{
    await cache.WriteProfilesAsync();
}

var contestants = new List<Contestant> { Receiver("WebhookService", await system.AddWebhooksAsync()) };
if (!alone)
{
    if (await NodeBaseline.StartAsync(system.Momento) is { } node)
    {
        contestants.Add(Receiver(Node, system.Add(node)));
    }

    contestants.Add(Receiver("bare C# handler", await system.AddBaselineAsync("handler")));
    contestants.Add(Receiver("ceiling: read, call", await system.AddBaselineAsync("call")));
    var collector = await system.AddBaselineAsync("collector");
    contestants.Add(Receiver("WebhookService, telemetry sent", await system.AddWebhooksAsync(
        ("OTEL_EXPORTER_OTLP_ENDPOINT", LocalSystem.Origin(collector)), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"))));
}

foreach (var contestant in contestants)
{
    // The just-in-time compiler is done after about as many.
    await contestant.RunAsync(64, 20_000);
}

var contest = new Contest(contestants, "Momento's");
foreach (var connections in new[] { 1, 16, 64 })
{
    await contest.RunAsync(
        $"{connections} connections, each posts as soon as it was answered", runs,
        contestant => contestant.RunAsync(connections, connections == 1 ? count / 4 : count));
}

if (contest.Last.TryGetValue(Node, out var most))
{
    var rate = Math.Floor(most.PerSecond);
    await contest.RunAsync($"64 connections, {rate}/s as the most that Node took", runs, contestant => contestant.RunAsync(64, count, rate));
}

contest.PrintMemory();

Contestant Receiver(string name, RunningService service) => new(name, service, system.Momento, Sequence.Next);
