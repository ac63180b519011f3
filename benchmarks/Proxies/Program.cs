// What the gateway, with everything on, takes of a 1 KB route: beside a bare YARP, nginx and no proxy at all, by turns in one
// run: dotnet run -c Release --project benchmarks/Proxies [requests in each run, 20000] [runs, 3]
using System.Globalization;
using CourseComments.Benchmarks.Load;
using CourseComments.Benchmarks.Proxies;

var count = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 20_000;
var runs = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 3;
const string path = "/api/courses/123/comments";
var request = HttpConnection.Get(path);

await using var system = await LocalSystem.StartAsync();
var page = await system.AddBaselineAsync("page");
var contestants = new List<Contestant>
{
    // Its limits stay on, and so high that they refuse nothing.
    Proxy("Gateway", await system.AddGatewayAsync(
        page, ("RateLimits__Reading__PerAddress__PerSecond", "1000000"), ("RateLimits__Reading__PerAddress__Burst", "1000000"))),
    Proxy("bare YARP", await system.AddBaselineAsync("proxy", ("Behind", LocalSystem.Origin(page)))),
    // As the gateway is without a collector.
    Proxy("bare YARP, no activities", await system.AddBaselineAsync(
        "proxy", ("Behind", LocalSystem.Origin(page)), ("Logging__LogLevel__Microsoft.AspNetCore.Hosting.Diagnostics", "None"))),
};
if (Machine.Has("nginx"))
{
    contestants.Add(Proxy("nginx, by Microsoft's guide", system.Add(await Nginx.StartByTheGuideAsync(page))));
    contestants.Add(Proxy("nginx, by its manual", system.Add(await Nginx.StartWithKeptConnectionsAsync(page, 16))));
    contestants.Add(Proxy("nginx, all connections kept", system.Add(await Nginx.StartWithKeptConnectionsAsync(page, 64))));
    contestants.Add(Proxy("nginx, tuned", system.Add(await Nginx.StartTunedAsync(page))));
}

contestants.Add(Proxy("no proxy", page));
foreach (var contestant in contestants)
{
    // The runtime compiles again what has run often, and that takes as many requests.
    await contestant.RunAsync(64, 300_000);
}

var contest = new Contest(contestants, "page's");
await contest.RunAsync("64 connections, each asks again as soon as it was answered", runs, contestant => contestant.RunAsync(64, count));
var rate = Math.Floor(contest.Last["Gateway"].PerSecond / 2);
await contest.RunAsync($"64 connections, {rate}/s as half of the gateway's most", runs, contestant => contestant.RunAsync(64, count / 2, rate));
if (Machine.Has("wrk"))
{
    await contest.RunAsync("64 connections of wrk", runs, contestant => contestant.RunAsync(64, TimeSpan.FromSeconds(4), path));
}

contest.PrintMemory();

Contestant Proxy(string name, RunningService service) => new(name, service, page, _ => _ => request);
