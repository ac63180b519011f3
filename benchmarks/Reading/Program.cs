// How long readers wait for pages of short and long courses, through the gateway: right after a new comment, and again while
// nothing has changed: dotnet run -c Release --project benchmarks/Reading [rounds, 200]
using System.Globalization;
using CourseComments.Benchmarks.Load;
using CourseComments.Benchmarks.Reading;

var rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 200;
const int Longest = 10_000;
await using var system = await LocalSystem.StartAsync();
var webhooks = await system.AddWebhooksAsync(("Comments__MaxPerCourse", "100000"));
var gateway = await system.AddGatewayAsync(
    webhooks, ("RateLimits__Reading__PerAddress__PerSecond", "1000000"), ("RateLimits__Reading__PerAddress__Burst", "1000000"));
using var cache = new EmulatorCache(system.Momento);
using var reader = new Reader(gateway.Url, cache);
var pages = new List<ReadPage>();
foreach (var size in new[] { 10, 100, Longest })
{
    await reader.FillAsync(size);
    pages.Add(new ReadPage($"first page of {size}", size, 0));
}

pages.Add(new ReadPage("2nd page of 100", 100, 1));
pages.Add(new ReadPage($"2nd page of {Longest}", Longest, 1));
pages.Add(new ReadPage($"100th page of {Longest}", Longest, 99));
await reader.MeasureAsync(pages, 50);
pages = [.. pages.Select(page => page with { New = new(), Same = new() })];
await reader.MeasureAsync(pages, rounds);

Console.WriteLine();
Console.WriteLine($"pages of 50, one reader, {rounds} rounds by turns; {Machine.Describe()}");
Console.WriteLine();
var table = new Table("", "new: p50 ms", "p95 ms", "p99 ms", "unchanged: p50 ms", "p95 ms", "p99 ms");
foreach (var page in pages)
{
    table.Add(page.Name, Ms(page.New, 0.5), Ms(page.New, 0.95), Ms(page.New, 0.99), Ms(page.Same, 0.5), Ms(page.Same, 0.95), Ms(page.Same, 0.99));
}

Console.WriteLine();
foreach (var (longer, shorter) in new[] { (pages[2], pages[1]), (pages[4], pages[3]) })
{
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{longer.Name} / {shorter.Name}: new p50 {Ms(longer.New, 0.5) / Ms(shorter.New, 0.5):0.00}, p95 {Ms(longer.New, 0.95) / Ms(shorter.New, 0.95):0.00}"));
}

static double Ms(Latencies latencies, double share) => latencies.At(share).TotalMilliseconds;
