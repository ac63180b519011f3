using Google.Protobuf;
using Grpc.Core;
using Momento.Protocol.Cache;
using static Momento.Emulator.Tests.MomentoClients;
using static Momento.Protocol.Cache.SetDifferenceRequest.Types;

namespace Momento.Emulator.Tests.Persistence;

/// <summary>Every kind of write, in an order that the seed decides, on so few keys that they meet; and everything that can be read.</summary>
internal sealed class RandomWrites(MomentoClients clients, Action<TimeSpan> advance, int seed)
{
    private static readonly string[] Kinds = ["scalar", "list", "dictionary", "set", "zset", "number"];

    private readonly Random _random = new(seed);

    public async Task RunAsync(int count)
    {
        for (var number = 0; number < count; number++)
        {
            await OneAsync();
        }
    }

    public static async Task<string> ReadAllAsync(MomentoClients clients)
    {
        var lines = new List<string>();
        foreach (var key in Kinds.SelectMany(kind => Enumerable.Range(0, 3).Select(number => Bytes($"{kind}-{number}"))))
        {
            var kind = key.ToStringUtf8();
            object content = kind[0] switch
            {
                'l' => await clients.Cache.ListFetchAsync(new ListFetchRequest { ListName = key }, In()),
                'd' => Texts((await clients.Cache.DictionaryFetchAsync(new DictionaryFetchRequest { DictionaryName = key }, In()))
                    .Found?.Items.Select(field => $"{field.Field.ToStringUtf8()}={field.Value.ToStringUtf8()}")),
                's' when kind.StartsWith("set", StringComparison.Ordinal) => Texts((await clients.Cache.SetFetchAsync(new SetFetchRequest { SetName = key }, In()))
                    .Found?.Elements.Select(element => element.ToStringUtf8())),
                'z' => await clients.Cache.SortedSetFetchAsync(new SortedSetFetchRequest { SetName = key, WithScores = true }, In()),
                _ => await clients.Cache.GetAsync(new GetRequest { CacheKey = key }, In()),
            };
            lines.Add($"{kind}: {content} {await clients.Cache.ItemGetTtlAsync(new ItemGetTtlRequest { CacheKey = key }, In())}");
        }

        return string.Join('\n', lines);
    }

    private static string Texts(IEnumerable<string>? texts) => texts is null ? "missing" : string.Join(' ', texts.Order(StringComparer.Ordinal));

    private async Task OneAsync()
    {
        var cache = clients.Cache;
        var ttl = (ulong)_random.Next(1, 60) * 1000;
        var refresh = _random.Next(2) == 0;
        switch (_random.Next(30))
        {
            case 0:
                await cache.SetAsync(new SetRequest { CacheKey = Key("scalar"), CacheBody = Value(), TtlMilliseconds = ttl }, In());
                break;
            case 1:
                await cache.SetIfNotExistsAsync(new SetIfNotExistsRequest { CacheKey = Key("scalar"), CacheBody = Value(), TtlMilliseconds = ttl }, In());
                break;
            case 2:
                await cache.SetIfAsync(new SetIfRequest { CacheKey = Key("scalar"), CacheBody = Value(), TtlMilliseconds = ttl, Present = new() }, In());
                break;
            case 3:
                await cache.DeleteAsync(new DeleteRequest { CacheKey = Key(Kinds[_random.Next(Kinds.Length)]) }, In());
                break;
            case 4 or 5:
                await cache.ListPushFrontAsync(new ListPushFrontRequest { ListName = Key("list"), Value = Value(), TtlMilliseconds = ttl, RefreshTtl = refresh, TruncateBackToSize = (uint)_random.Next(9) }, In());
                break;
            case 6 or 7:
                await cache.ListPushBackAsync(new ListPushBackRequest { ListName = Key("list"), Value = Value(), TtlMilliseconds = ttl, RefreshTtl = refresh, TruncateFrontToSize = (uint)_random.Next(9) }, In());
                break;
            case 8:
                await cache.ListRemoveAsync(new ListRemoveRequest { ListName = Key("list"), AllElementsWithValue = Value() }, In());
                break;
            case 9:
                await cache.ListRetainAsync(new ListRetainRequest { ListName = Key("list"), InclusiveStart = _random.Next(-4, 4), ExclusiveEnd = _random.Next(-2, 8), TtlMilliseconds = ttl, RefreshTtl = refresh }, In());
                break;
            case 10:
                await cache.DictionarySetAsync(new DictionarySetRequest { DictionaryName = Key("dictionary"), Items = { new DictionaryFieldValuePair { Field = Value(), Value = Value() } }, TtlMilliseconds = ttl, RefreshTtl = refresh }, In());
                break;
            case 11:
                await cache.SetUnionAsync(new SetUnionRequest { SetName = Key("set"), Elements = { Value(), Value() }, TtlMilliseconds = ttl, RefreshTtl = refresh }, In());
                break;
            case 12:
                await cache.SetDifferenceAsync(Difference(), In());
                break;
            case 13:
                await cache.SetPopAsync(new SetPopRequest { SetName = Key("set"), Count = 1 }, In());
                break;
            case 14:
                await cache.UpdateTtlAsync(new UpdateTtlRequest { CacheKey = Key(Kinds[_random.Next(Kinds.Length)]), OverwriteToMilliseconds = ttl }, In());
                break;
            case 15:
                await cache.IncrementAsync(new IncrementRequest { CacheKey = Key("number"), Amount = _random.Next(9), TtlMilliseconds = ttl }, In());
                break;
            case 16:
                await SetBatchAsync(ttl);
                break;
            case 17:
                await cache.SetIfHashAsync(new SetIfHashRequest { CacheKey = Key("scalar"), CacheBody = Value(), TtlMilliseconds = ttl, Unconditional = new() }, In());
                break;
            case 18:
                await cache.ListConcatenateFrontAsync(new ListConcatenateFrontRequest { ListName = Key("list"), Values = { Value(), Value(), Value() }, TtlMilliseconds = ttl, RefreshTtl = refresh, TruncateBackToSize = (uint)_random.Next(9) }, In());
                break;
            case 19:
                await cache.ListConcatenateBackAsync(new ListConcatenateBackRequest { ListName = Key("list"), Values = { Value(), Value(), Value() }, TtlMilliseconds = ttl, RefreshTtl = refresh, TruncateFrontToSize = (uint)_random.Next(9) }, In());
                break;
            case 20:
                await cache.ListPopFrontAsync(new ListPopFrontRequest { ListName = Key("list") }, In());
                await cache.ListPopBackAsync(new ListPopBackRequest { ListName = Key("list") }, In());
                break;
            case 21:
                await cache.ListEraseAsync(new ListEraseRequest { ListName = Key("list"), Some = new() { Ranges = { Range(), Range() } } }, In());
                break;
            case 22:
                await cache.DictionaryIncrementAsync(new DictionaryIncrementRequest { DictionaryName = Key("dictionary"), Field = Bytes($"n{_random.Next(3)}"), Amount = 5, TtlMilliseconds = ttl, RefreshTtl = refresh }, In());
                break;
            case 23:
                await cache.DictionaryDeleteAsync(new DictionaryDeleteRequest { DictionaryName = Key("dictionary"), Some = new() { Fields = { Value(), Value() } } }, In());
                break;
            case 24 or 25:
                await cache.SortedSetPutAsync(new SortedSetPutRequest { SetName = Key("zset"), Elements = { Element(), Element() }, TtlMilliseconds = ttl, RefreshTtl = refresh }, In());
                break;
            case 26:
                await cache.SortedSetIncrementAsync(new SortedSetIncrementRequest { SetName = Key("zset"), Value = Value(), Amount = _random.Next(-3, 3), TtlMilliseconds = ttl, RefreshTtl = refresh }, In());
                break;
            case 27:
                await cache.SortedSetRemoveAsync(new SortedSetRemoveRequest { SetName = Key("zset"), Some = new() { Values = { Value(), Value() } } }, In());
                break;
            case 28:
                await cache.SortedSetUnionStoreAsync(new SortedSetUnionStoreRequest { SetName = Key("zset"), Sources = { Source(), Source() }, TtlMilliseconds = ttl }, In());
                break;
            default:
                advance(TimeSpan.FromMilliseconds(_random.Next(4_000)));
                break;
        }
    }

    private async Task SetBatchAsync(ulong ttl)
    {
        var items = Enumerable.Range(0, 2).Select(_ => new SetRequest { CacheKey = Key("scalar"), CacheBody = Value(), TtlMilliseconds = ttl });
        using var call = clients.Cache.SetBatch(new SetBatchRequest { Items = { items } }, In());
        Assert.Equal(2, await call.ResponseStream.ReadAllAsync().CountAsync());
    }

    private ListEraseRequest.Types.Range Range() => new() { BeginIndex = (uint)_random.Next(6), Count = (uint)_random.Next(3) };

    private SortedSetElement Element() => new() { Value = Value(), Score = _random.Next(4) };

    private SortedSetUnionStoreRequest.Types.Source Source() => new() { SetName = Key("zset"), Weight = _random.Next(-2, 3) };

    private SetDifferenceRequest Difference() => _random.Next(3) switch
    {
        0 => new() { SetName = Key("set"), Minuend = new Minuend { Elements = { Value(), Value() } } },
        1 => new() { SetName = Key("set"), Subtrahend = new Subtrahend { Identity = new() } },
        _ => new() { SetName = Key("set"), Subtrahend = new Subtrahend { Set = new() { Elements = { Value() } } } },
    };

    private ByteString Key(string kind) => Bytes($"{kind}-{_random.Next(3)}");

    private ByteString Value() => Bytes($"v{_random.Next(6)}");
}
