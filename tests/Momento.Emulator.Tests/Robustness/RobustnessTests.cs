using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Net.Client;
using Momento.Emulator.Tests.Persistence;
using Momento.Protocol.Cache;
using Xunit.Abstractions;

namespace Momento.Emulator.Tests.Robustness;

/// <summary>
/// Whatever is sent to whichever method, there is an answer, and it is not UNKNOWN: that is what a handler that threw looks
/// like. MOMENTO_EMULATOR_RANDOM_REQUESTS sets how many requests are sent, MOMENTO_EMULATOR_RANDOM_SEED which.
/// </summary>
public sealed class RobustnessTests(ITestOutputHelper output)
{
    private const int Senders = 8;
    private const int DefaultCount = 4_000;
    private const int DefaultSeed = 20_261;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly Marshaller<byte[]> Raw = Marshallers.Create(bytes => bytes, bytes => bytes);

    /// <summary>As every malformed request is logged, nothing is but the address.</summary>
    private static readonly (string Name, string Value)[] Environment =
    [
        ("Emulator__Keys__0__Key", RunningEmulator.SuperUserKey),
        ("Emulator__Keys__0__Role", "superuser"),
        ("Emulator__Keys__1__Key", RunningEmulator.ReadWriteKey),
        ("Emulator__Keys__1__Role", "readwrite"),
        ("Logging__LogLevel__Default", "None"),
        ("Logging__LogLevel__Microsoft.Hosting.Lifetime", "Information"),
    ];

    private static IReadOnlyList<MethodDescriptor> Methods { get; } =
    [
        .. typeof(Scs).Assembly.GetExportedTypes()
            .Select(type => type.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static))
            .Where(property => property?.PropertyType == typeof(ServiceDescriptor))
            .SelectMany(property => ((ServiceDescriptor)property!.GetValue(null)!).Methods),
    ];

    [Fact]
    public async Task Random_and_malformed_requests_are_answered_on_every_method_and_never_with_UNKNOWN()
    {
        using var directory = new TemporaryDirectory();
        using var emulator = await EmulatorProcess.StartAsync(directory.Path, Environment);
        using var channel = GrpcChannel.ForAddress(emulator.Url);
        var answers = new ConcurrentDictionary<(string Method, StatusCode Status), int>();
        var (count, seed) = (Setting("MOMENTO_EMULATOR_RANDOM_REQUESTS", DefaultCount), Setting("MOMENTO_EMULATOR_RANDOM_SEED", DefaultSeed));

        await Task.WhenAll(Enumerable.Range(0, Senders).Select(sender => Task.Run(async () =>
        {
            var requests = new RandomRequests(seed + sender);
            for (var number = 0; number < count / Senders; number++)
            {
                var method = requests.Choose(Methods);
                var status = await SendAsync(channel.CreateCallInvoker(), method, requests);
                answers.AddOrUpdate((method.FullName, status), 1, (_, before) => before + 1);
            }
        })));

        foreach (var status in answers.GroupBy(answer => answer.Key.Status).OrderBy(status => status.Key))
        {
            output.WriteLine($"{status.Key}: {status.Sum(answer => answer.Value)}");
        }

        Assert.DoesNotContain(answers, answer => answer.Key.Status is StatusCode.Unknown or StatusCode.DeadlineExceeded or StatusCode.Unavailable);
        Assert.Equal(Methods.Count, answers.Keys.Select(answer => answer.Method).Distinct().Count());
        Assert.Contains(answers, answer => answer.Key.Status == StatusCode.OK);
        Assert.Contains(answers, answer => answer.Key.Status == StatusCode.Internal);
        await AnswersAsBeforeAsync(emulator);

        // What they wrote down can be read.
        await emulator.KillAsync();
        using var restarted = await EmulatorProcess.StartAsync(directory.Path, Environment);
        await AnswersAsBeforeAsync(restarted);
    }

    [Fact]
    public async Task A_message_larger_than_is_read_at_all_is_refused_in_Momentos_form_and_the_connection_lives_on()
    {
        using var directory = new TemporaryDirectory();
        using var emulator = await EmulatorProcess.StartAsync(directory.Path, Environment);
        using var channel = GrpcChannel.ForAddress(emulator.Url);
        var method = new Method<byte[], byte[]>(MethodType.Unary, "cache_client.Scs", "Set", Raw, Raw);
        var call = channel.CreateCallInvoker().AsyncUnaryCall(method, null, Options(new RandomRequests(1)), new byte[40 * 1024 * 1024]);

        var failure = await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync);

        Assert.Equal(StatusCode.ResourceExhausted, failure.StatusCode);
        Assert.Equal("request_size_limit_exceeded", failure.Trailers.GetValue("err"));
        Assert.Contains("request limit", failure.Status.Detail, StringComparison.Ordinal);
        await AnswersAsBeforeAsync(emulator);
    }

    private static async Task AnswersAsBeforeAsync(EmulatorProcess emulator)
    {
        using var channel = GrpcChannel.ForAddress(emulator.Url);
        var clients = new MomentoClients(channel, RunningEmulator.SuperUserKey);
        await MomentoClients.StatusAsync(clients.Control.CreateCacheAsync(new() { CacheName = RunningEmulator.CacheName }, MomentoClients.In(null)));
        await clients.SetAsync("afterwards", "value");
        Assert.Equal("value", await clients.GetAsync("afterwards"));
    }

    private static async Task<StatusCode> SendAsync(CallInvoker invoker, MethodDescriptor descriptor, RandomRequests requests)
    {
        var type = descriptor.IsServerStreaming ? MethodType.ServerStreaming : MethodType.Unary;
        var method = new Method<byte[], byte[]>(type, descriptor.Service.FullName, descriptor.Name, Raw, Raw);
        var request = requests.For(descriptor.InputType);
        var options = Options(requests);
        try
        {
            if (type == MethodType.Unary)
            {
                await invoker.AsyncUnaryCall(method, null, options, request);
            }
            else
            {
                // Subscriptions go on for ever: the first answer is enough.
                using var call = invoker.AsyncServerStreamingCall(method, null, options, request);
                await call.ResponseStream.MoveNext(CancellationToken.None);
            }

            return StatusCode.OK;
        }
        catch (RpcException exception)
        {
            return exception.StatusCode;
        }
    }

    private static CallOptions Options(RandomRequests requests)
    {
        var headers = new Metadata { { "cache", Uri.EscapeDataString(requests.CacheHeader()) } };
        if (requests.Key() is { } key)
        {
            headers.Add("authorization", key);
        }

        return new CallOptions(headers, TimeProvider.System.GetUtcNow().Add(Patience).UtcDateTime);
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(System.Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
