// What the Momento emulator costs beside a bare gRPC service that only answers, with the same requests and answers, in turns
// in one run; whether a push costs more on a long list; whether a thousand subscribers get a thousand messages each. Exits
// with 1 when something is not as it should be: dotnet run -c Release --project benchmarks/Emulator
using CourseComments.Benchmarks.Emulator;
using CourseComments.Benchmarks.Load;

if (Environment.GetEnvironmentVariable(EchoService.Role) is not null)
{
    await EchoService.RunAsync();
    return 0;
}

await using var echo = await RunningService.StartAsync("Emulator", new() { [EchoService.Role] = "1" });
await using var emulator = await RunningService.StartAsync("Momento.Emulator", new()
{
    ["Kestrel__Endpoints__grpc__Url"] = "http://127.0.0.1:0",
    ["Kestrel__Endpoints__http__Url"] = "http://127.0.0.1:0",
    ["Emulator__Caches__0"] = Client.Cache,
});
using var bare = new Client(echo.Url);
using var full = new Client(emulator.Url);
Console.WriteLine($"{Environment.ProcessorCount} cores shared by both and the client; .NET {Environment.Version}");

bool[] fine =
[
    await Comparison.RunAsync("set", "echo", bare.SetAsync, "emulator", full.SetAsync, atLeast: 0.85),
    await Comparison.RunAsync("get", "echo", bare.GetAsync, "emulator", full.GetAsync, atLeast: 0.85),
    await Comparison.RunAsync("list push", "echo", bare.PushAsync, "emulator", full.PushAsync, atLeast: 0.85),
    await LongListAsync(full),
    await Fanout.RunAsync(full, emulator, subscribers: 1_000, messages: 1_000),
];
return fine.All(isFine => isFine) ? 0 : 1;

static async Task<bool> LongListAsync(Client client)
{
    const int Length = 100_000;
    await client.FillAsync(Length);
    return await Comparison.RunAsync(
        "push, by the list's length", "empty", _ => client.PushAsync("short", upTo: 1), $"{Length:N0}", _ => client.PushAsync("long", upTo: Length), atLeast: 1 / 1.1);
}
