// How fast tokens are given out, new ones and live ones, and what becomes of many learners who come in the same second while
// an account may mint 5 a second. Takes a fifth of a second for each learner:
// dotnet run -c Release --project benchmarks/Minting [learners, 1000]
using System.Globalization;
using System.Text;
using CourseComments.Benchmarks.Load;
using CourseComments.Benchmarks.Minting;

var learners = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1000;
var address = $"http://127.0.0.1:{Machine.FreePort()}";
await using var system = await LocalSystem.StartAsync();
var identity = await system.AddIdentityAsync(address);
var bearers = await SignIn.AsManyAsync(identity.Url, learners);
byte[][] requests = [.. bearers.Select(bearer => Encoding.ASCII.GetBytes(
    $"POST /api/tokens HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {bearer}\r\nContent-Length: 0\r\n\r\n"))];

Console.WriteLine();
Console.WriteLine($"{learners} learners, 16 connections; {Machine.Describe()}");
Console.WriteLine();
var table = new Table("", "per s", "p50 ms", "p99 ms", "CPU s/10k", "failed");
var unlimited = await system.AddTokensAsync(address, ("Tokens__MintsPerSecond", "1000"));
await MeasureAsync("each asks for the first time", learners);
await MeasureAsync("each has a live token", 20 * learners);
await MeasureAsync("and again", 20 * learners);
await system.StopAsync(unlimited);

var limited = await system.AddTokensAsync(address);
Console.WriteLine();
Console.WriteLine($"{learners} learners in the same second, 5 tokens a second; {Machine.Describe()}");
var rush = await new Rush(limited, bearers).RunAsync();
Console.WriteLine();
rush.Print(TimeSpan.FromSeconds(learners / 5.0));
return rush.Failures == 0 ? 0 : 1;

async Task MeasureAsync(string name, int count)
{
    var before = unlimited.ProcessorTime;
    var result = await new LoadGenerator(unlimited.Url, 16).RunAsync(count, number => requests[number % requests.Length]);
    table.Add(name, result.PerSecond, result.P50, result.P99, (unlimited.ProcessorTime - before).TotalSeconds * 10_000 / count, result.Failures);
}
