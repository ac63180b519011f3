// Whether webhooks are still answered within a second while the gateway is abused in the ways that it must bear. Starts the
// gateway, WebhookService and the Momento emulator itself, on loopback, ends by itself within two minutes, and exits with 1
// when a webhook took longer or was not stored: dotnet run -c Release --project benchmarks/Abuse
using CourseComments.Benchmarks.Abuse;
using CourseComments.Benchmarks.Load;

var phase = TimeSpan.FromSeconds(15);
await using var system = await LocalSystem.StartAsync();
var gateway = await system.AddGatewayAsync(await system.AddWebhooksAsync());
using var probe = new Probe(gateway.Url);
Console.WriteLine($"{Environment.ProcessorCount} cores shared by the system, the attackers and the probe; .NET {Environment.Version}");

await probe.WhileAsync("(warm-up)", Quiet, isJudged: false);
bool[] fine =
[
    await probe.WhileAsync("quiet", Quiet),
    await probe.WhileAsync("slow headers", new SlowClients(gateway.Url, 1_000, phase).TrickleHeadersAsync),
    await probe.WhileAsync("slow bodies", new SlowClients(gateway.Url, 1_000, phase).TrickleBodiesAsync),
    await probe.WhileAsync("idle", () => IdleConnections.HoldAsync(gateway, 10_000, phase)),
    await probe.WhileAsync("burst", new Burst(gateway.Url, 100_000).RunAsync),
    await probe.WhileAsync("afterwards", Quiet),
];
return fine.All(isFine => isFine) ? 0 : 1;

static async Task<string> Quiet()
{
    await Task.Delay(TimeSpan.FromSeconds(5), TimeProvider.System);
    return "";
}
