using Grpc.Core;
using Grpc.Net.Client;
using Momento.Emulator.Configuration;
using Momento.Emulator.Faults;
using Momento.Emulator.Quotas;
using Momento.Emulator.Webhooks;

namespace Momento.Emulator.Tests.Documentation;

/// <summary>docs/emulator.md says what there is.</summary>
public sealed class EmulatorDocumentTests
{
    private static string Document { get; } = File.ReadAllText(Path.Combine(Root(), "docs", "emulator.md"));

    [Fact]
    public void Every_setting_is_described()
    {
        foreach (var setting in typeof(EmulatorOptions).GetProperties().Select(property => $"`Emulator:{property.Name}"))
        {
            Assert.Contains(setting, Document, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Every_route_of_the_http_api_and_of_the_administration_is_described()
    {
        await using var emulator = await RunningEmulator.StartAsync(("Emulator:Admin", "true"));
        var paths = emulator.Routes.Select(route => route.Split(' ')[1].Replace(":long", "", StringComparison.Ordinal))
            .Where(path => !path.Contains('.', StringComparison.Ordinal) && !path.Contains("{unimplemented", StringComparison.Ordinal)).Distinct().ToArray();

        Assert.Contains("/admin/reset", paths);
        Assert.All(paths, path => Assert.Contains(path, Document, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_method_about_webhooks_is_described() => Assert.All(
        Momento.Protocol.Webhooks.Webhook.Descriptor.Methods, method => Assert.Contains($"`{method.Name}`", Document, StringComparison.Ordinal));

    [Fact]
    public void Quotas_are_the_ones_that_are_described()
    {
        Assert.Contains(
            $"{AccountQuotas.CacheOperationsPerSecond} operations, {AccountQuotas.CacheBytesPerSecond >> 20} MB and {AccountQuotas.PublishesPerSecond} messages of a cache, "
            + $"{AccountQuotas.DeliveriesPerSecond} deliveries of a webhook", Document, StringComparison.Ordinal);
        Assert.Contains($"{AccountQuotas.MintedPerSecond} minted keys and tokens together", Document, StringComparison.Ordinal);
        Assert.Contains(
            $"{AccountQuotas.Subscriptions} subscriptions and {AccountQuotas.WebhooksPerCache} webhooks of a cache", Document, StringComparison.Ordinal);
        Assert.Contains($"the last {DeliveryLog.Capacity:N0} deliveries", Document, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_outcome_of_a_delivery_is_described() => Assert.All(
        Enum.GetNames<DeliveryOutcome>(), outcome => Assert.Contains($"`{outcome}`", Document, StringComparison.Ordinal));

    [Fact]
    public void Every_header_that_injects_faults_is_described() => Assert.All(
        FaultRequest.Headers, header => Assert.Contains($"`{header}`", Document, StringComparison.Ordinal));

    [Fact]
    public async Task Every_public_call_is_served_or_named_as_not_served()
    {
        await using var emulator = await RunningEmulator.StartAsync();
        var served = emulator.Routes.Select(route => route.Split(" /")[1]).Where(path => path.Contains('.', StringComparison.Ordinal) && !path.Contains('{', StringComparison.Ordinal));

        Assert.Equal(PublicCalls.All.Order(), served.Concat(NotServed()).Order());
        using var channel = GrpcChannel.ForAddress($"http://{emulator.Authority}");
        var invoker = channel.CreateCallInvoker();
        foreach (var call in NotServed())
        {
            Assert.Equal((call, StatusCode.Unimplemented), (call, await MomentoClients.StatusAsync(Call(invoker, call))));
        }
    }

    /// <summary>With an empty message.</summary>
    private static AsyncUnaryCall<byte[]> Call(CallInvoker invoker, string call)
    {
        var nothing = Marshallers.Create(_ => Array.Empty<byte>(), bytes => bytes);
        var (service, method) = call.Split('/') is [var left, var right] ? (left, right) : throw new ArgumentException(call, nameof(call));
        return invoker.AsyncUnaryCall(new Method<byte[], byte[]>(MethodType.Unary, service, method, nothing, nothing), null, MomentoClients.In(null), []);
    }

    /// <summary>As the table says.</summary>
    private static IEnumerable<string> NotServed() => Document.Split("## Not served")[1].Split("## ")[0].Split('\n')
        .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
        .Select(line => line.Split('|'))
        .SelectMany(row => row[2].Split([' ', '`'], StringSplitOptions.RemoveEmptyEntries).Select(call => $"{row[1].Trim(' ', '`')}/{call}"));

    private static string Root()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "CourseComments.sln")))
        {
            directory = directory.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        }

        return directory.FullName;
    }
}
