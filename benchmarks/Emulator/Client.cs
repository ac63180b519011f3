using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Momento.Protocol.Cache;
using Momento.Protocol.PubSub;

namespace CourseComments.Benchmarks.Emulator;

/// <summary>Calls as SDKs make them, on a thousand keys.</summary>
internal sealed class Client : IDisposable
{
    public const string Cache = "benchmark";
    public const int ValueSize = 200;

    private const ulong Hour = 3_600_000;

    private static readonly Metadata Headers = new() { { "cache", Cache } };
    private static readonly ByteString Value = ByteString.CopyFrom(new byte[ValueSize]);
    private static readonly ByteString[] Keys = [.. Enumerable.Range(0, 1_000).Select(number => ByteString.CopyFromUtf8($"key-{number}"))];

    private readonly GrpcChannel _channel;
    private readonly Scs.ScsClient _scs;

    public Client(Uri url)
    {
        _channel = GrpcChannel.ForAddress(url);
        _scs = new Scs.ScsClient(_channel);
        Topics = new Pubsub.PubsubClient(_channel);
    }

    public Pubsub.PubsubClient Topics { get; }

    public async Task SetAsync(int number) => await _scs.SetAsync(
        new SetRequest { CacheKey = Keys[number % Keys.Length], CacheBody = Value, TtlMilliseconds = Hour }, Headers);

    public async Task GetAsync(int number) => await _scs.GetAsync(new GetRequest { CacheKey = Keys[number % Keys.Length] }, Headers);

    public Task PushAsync(int number) => PushAsync($"list-{number % 100}", upTo: 1_000);

    public async Task PushAsync(string list, uint upTo) => await _scs.ListPushFrontAsync(
        new ListPushFrontRequest { ListName = ByteString.CopyFromUtf8(list), Value = Value, TtlMilliseconds = Hour, TruncateBackToSize = upTo }, Headers);

    /// <summary>A list of that length under the name <c>long</c>.</summary>
    public async Task FillAsync(int length)
    {
        const int Part = 10_000;
        for (var pushed = 0; pushed < length; pushed += Part)
        {
            var request = new ListConcatenateBackRequest { ListName = ByteString.CopyFromUtf8("long"), TtlMilliseconds = Hour };
            request.Values.AddRange(Enumerable.Repeat(Value, Part));
            await _scs.ListConcatenateBackAsync(request, Headers);
        }
    }

    public void Dispose() => _channel.Dispose();
}
