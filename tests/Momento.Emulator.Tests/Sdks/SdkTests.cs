using System.Text.Json;
using MachineTools;

namespace Momento.Emulator.Tests.Sdks;

/// <summary>Clients that nobody here wrote: Momento's official SDKs for Node (gRPC) and for browsers (gRPC-Web over HTTP/1.1).</summary>
public sealed class SdkTests(SdkPackages packages) : EmulatorTests, IClassFixture<SdkPackages>
{
    public static TheoryData<string> Families { get; } =
    [
        "batches", "caches", "conditions", "dictionaries", "faults", "httpApi", "items", "keys", "leaderboards",
        "lists", "scalars", "sets", "sortedSets", "tokens", "topics", "webhooks",
    ];

    [ToolTheory("node", "npm")]
    [MemberData(nameof(Families))]
    public Task The_node_sdk_sees_what_it_sees_of_momento(string family) => CheckAsync("node", family);

    [ToolTheory("node", "npm")]
    [MemberData(nameof(Families))]
    public Task The_web_sdk_sees_what_it_sees_of_momento(string family) => CheckAsync("web", family);

    protected override (string Key, string Value)[] Settings() => [("Emulator:Admin", "true"), ("Emulator:FaultInjection", "true")];

    private async Task CheckAsync(string sdk, string family)
    {
        var output = await packages.RunAsync("run.mjs", sdk, family, JsonSerializer.Serialize(new
        {
            grpc = Emulator.Authority,
            http = Emulator.HttpUrl.Authority,
            cache = RunningEmulator.CacheName,
            otherCache = RunningEmulator.OtherCacheName,
            keys = new { superuser = RunningEmulator.SuperUserKey, readWrite = RunningEmulator.ReadWriteKey },
        }));

        // SDKs may say something of their own.
        var checks = output.Split('\n').Where(line => line.StartsWith('{')).Select(SdkCheck.Parse).ToArray();
        Assert.NotEmpty(checks);
        Assert.True(checks.All(check => check.Passed), string.Join('\n', checks.Where(check => !check.Passed)));
    }
}
