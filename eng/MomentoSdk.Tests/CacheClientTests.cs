using Google.Protobuf;
using Grpc.Core;
using Momento.Protocol.Cache;
using Momento.Sdk;
using Momento.Sdk.Config;
using Momento.Sdk.Exceptions;
using Momento.Sdk.Requests;
using Momento.Sdk.Responses;

namespace MomentoSdk.Tests;

public sealed class CacheClientTests : IAsyncLifetime
{
    private FakeMomento _server = null!;
    private CacheClient _client = null!;

    public async Task InitializeAsync()
    {
        _server = await FakeMomento.StartAsync();
        _client = new(Configurations.Laptop.Latest(), _server.Credentials, TimeSpan.FromMinutes(1));
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Get_of_a_stored_value_is_a_hit_with_the_text_and_the_bytes()
    {
        _server.Replies[typeof(GetRequest)] = new GetResponse { Result = CacheResult.Hit, CacheBody = ByteString.CopyFromUtf8("välue") };

        var hit = Assert.IsType<CacheGetResponse.Hit>(await _client.GetAsync("cache", "key"));

        Assert.Equal("välue", hit.ValueString);
        Assert.Equal("välue"u8.ToArray(), hit.ValueByteArray);
        Assert.Equal("key", Request<GetRequest>().CacheKey.ToStringUtf8());
    }

    [Fact]
    public async Task Get_of_a_missing_key_is_a_miss()
    {
        _server.Replies[typeof(GetRequest)] = new GetResponse { Result = CacheResult.Miss };

        Assert.IsType<CacheGetResponse.Miss>(await _client.GetAsync("cache", [1, 2]));
    }

    [Fact]
    public async Task Set_sends_the_default_lifetime_unless_there_is_another()
    {
        await _client.SetAsync("cache", "key", "value");
        Assert.Equal(60_000ul, Request<SetRequest>().TtlMilliseconds);

        await _client.SetAsync("cache", "key", "value"u8.ToArray(), TimeSpan.FromSeconds(3));
        Assert.Equal(3_000ul, Request<SetRequest>().TtlMilliseconds);
    }

    [Fact]
    public async Task SetIfNotExists_says_whether_it_stored()
    {
        _server.Replies[typeof(SetIfNotExistsRequest)] = new SetIfNotExistsResponse { Stored = new() };
        Assert.IsType<CacheSetIfNotExistsResponse.Stored>(await _client.SetIfNotExistsAsync("cache", "key", "value"));

        _server.Replies[typeof(SetIfNotExistsRequest)] = new SetIfNotExistsResponse { NotStored = new() };
        Assert.IsType<CacheSetIfNotExistsResponse.NotStored>(await _client.SetIfNotExistsAsync("cache", "key", "value"));
    }

    [Fact]
    public async Task A_push_sends_truncation_and_lifetime_and_returns_the_length()
    {
        _server.Replies[typeof(ListPushFrontRequest)] = new ListPushFrontResponse { ListLength = 4 };

        var pushed = await _client.ListPushFrontAsync("cache", "list", "value", 100, CollectionTtl.Of(TimeSpan.FromSeconds(9)));

        Assert.Equal(4, Assert.IsType<CacheListPushFrontResponse.Success>(pushed).ListLength);
        var request = Request<ListPushFrontRequest>();
        Assert.Equal((100u, 9_000ul, true), (request.TruncateBackToSize, request.TtlMilliseconds, request.RefreshTtl));
    }

    [Fact]
    public async Task Several_are_added_to_the_end_in_one_call()
    {
        _server.Replies[typeof(ListConcatenateBackRequest)] = new ListConcatenateBackResponse { ListLength = 7 };

        var added = await _client.ListConcatenateBackAsync(
            "cache", "list", [[1], [2]], truncateFrontToSize: 9, CollectionTtl.Of(TimeSpan.FromSeconds(9)).WithNoRefreshTtlOnUpdates());

        Assert.Equal(7, Assert.IsType<CacheListConcatenateBackResponse.Success>(added).ListLength);
        var request = Request<ListConcatenateBackRequest>();
        Assert.Equal([ByteString.CopyFrom(1), ByteString.CopyFrom(2)], request.Values);
        Assert.Equal((9u, 9_000ul, false), (request.TruncateFrontToSize, request.TtlMilliseconds, request.RefreshTtl));
    }

    [Fact]
    public async Task An_omitted_collection_lifetime_is_the_default_and_does_not_refresh()
    {
        await _client.ListPushBackAsync("cache", "list", [1]);

        var request = Request<ListPushBackRequest>();
        Assert.Equal((0u, 60_000ul, false), (request.TruncateFrontToSize, request.TtlMilliseconds, request.RefreshTtl));
    }

    [Fact]
    public async Task A_slice_is_fetched_by_its_bounds_and_an_open_bound_is_unbounded()
    {
        _server.Replies[typeof(ListFetchRequest)] = new ListFetchResponse
        {
            Found = new() { Values = { ByteString.CopyFromUtf8("a"), ByteString.CopyFromUtf8("b") } },
        };

        var hit = Assert.IsType<CacheListFetchResponse.Hit>(await _client.ListFetchAsync("cache", "list", endIndex: -1));

        Assert.Equal(["a", "b"], hit.ValueListString);
        Assert.Equal<byte[]>(["a"u8.ToArray(), "b"u8.ToArray()], hit.ValueListByteArray);
        var request = Request<ListFetchRequest>();
        Assert.NotNull(request.UnboundedStart);
        Assert.Equal(ListFetchRequest.EndIndexOneofCase.ExclusiveEnd, request.EndIndexCase);
        Assert.Equal(-1, request.ExclusiveEnd);
    }

    [Fact]
    public async Task A_missing_list_is_a_miss_with_length_zero()
    {
        _server.Replies[typeof(ListFetchRequest)] = new ListFetchResponse { Missing = new() };
        _server.Replies[typeof(ListLengthRequest)] = new ListLengthResponse { Missing = new() };
        _server.Replies[typeof(ListRemoveRequest)] = new ListRemoveResponse { Missing = new() };

        Assert.IsType<CacheListFetchResponse.Miss>(await _client.ListFetchAsync("cache", "list"));
        Assert.Equal(0, Assert.IsType<CacheListLengthResponse.Success>(await _client.ListLengthAsync("cache", "list")).Length);
        Assert.Equal(0, Assert.IsType<CacheListRemoveValueResponse.Success>(await _client.ListRemoveValueAsync("cache", "list", "a")).ListLength);
    }

    [Fact]
    public async Task Retaining_a_slice_sends_its_bounds_and_returns_what_is_left()
    {
        _server.Replies[typeof(ListRetainRequest)] = new ListRetainResponse { Found = new() { ListLength = 2 } };

        var kept = Assert.IsType<CacheListRetainResponse.Success>(await _client.ListRetainAsync("cache", "list", 0, 2));

        Assert.Equal(2, kept.ListLength);
        Assert.Equal((0, 2), (Request<ListRetainRequest>().InclusiveStart, Request<ListRetainRequest>().ExclusiveEnd));
    }

    [Fact]
    public async Task Retaining_a_slice_of_a_missing_list_throws_as_the_real_client_does()
    {
        _server.Replies[typeof(ListRetainRequest)] = new ListRetainResponse { Missing = new() };

        await Assert.ThrowsAsync<NullReferenceException>(() => _client.ListRetainAsync("cache", "list", 0, 2));
    }

    [Fact]
    public async Task A_dictionary_is_fetched_whole_and_by_field()
    {
        var pair = new DictionaryFieldValuePair { Field = ByteString.CopyFromUtf8("f"), Value = ByteString.CopyFromUtf8("v") };
        _server.Replies[typeof(DictionaryFetchRequest)] = new DictionaryFetchResponse { Found = new() { Items = { pair } } };
        _server.Replies[typeof(DictionaryGetRequest)] = new DictionaryGetResponse
        {
            Found = new() { Items = { new DictionaryGetResponse.Types.Part { Result = CacheResult.Hit, CacheBody = pair.Value } } },
        };

        var all = Assert.IsType<CacheDictionaryFetchResponse.Hit>(await _client.DictionaryFetchAsync("cache", "dictionary"));
        var one = Assert.IsType<CacheDictionaryGetFieldResponse.Hit>(await _client.DictionaryGetFieldAsync("cache", "dictionary", "f"));
        Assert.IsType<CacheDictionarySetFieldResponse.Success>(await _client.DictionarySetFieldAsync("cache", "dictionary", "f", "v"));

        Assert.Equal("v", all.ValueDictionaryStringString["f"]);
        Assert.Equal("v"u8.ToArray(), all.ValueDictionaryByteArrayByteArray["f"u8.ToArray()]);
        Assert.Equal(("f", "v"), (one.FieldString, one.ValueString));
        Assert.Equal(pair, Assert.Single(Request<DictionarySetRequest>().Items));
    }

    [Fact]
    public async Task A_missing_field_is_a_miss()
    {
        _server.Replies[typeof(DictionaryGetRequest)] = new DictionaryGetResponse
        {
            Found = new() { Items = { new DictionaryGetResponse.Types.Part { Result = CacheResult.Miss } } },
        };

        var miss = Assert.IsType<CacheDictionaryGetFieldResponse.Miss>(await _client.DictionaryGetFieldAsync("cache", "dictionary", "f"));
        Assert.Equal("f", miss.FieldString);
    }

    [Fact]
    public async Task Caches_are_made_listed_and_deleted()
    {
        _server.Replies[typeof(Momento.Protocol.Control.ListCachesRequest)] = new Momento.Protocol.Control.ListCachesResponse
        {
            Cache = { new Momento.Protocol.Control.Cache { CacheName = "one" } },
        };

        Assert.IsType<CreateCacheResponse.Success>(await _client.CreateCacheAsync("one"));
        Assert.Equal([new CacheInfo("one")], Assert.IsType<ListCachesResponse.Success>(await _client.ListCachesAsync()).Caches);
        Assert.IsType<DeleteCacheResponse.Success>(await _client.DeleteCacheAsync("one"));
        _server.Failures.Enqueue(new RpcException(new Status(StatusCode.AlreadyExists, "there")));
        Assert.IsType<CreateCacheResponse.CacheAlreadyExists>(await _client.CreateCacheAsync("one"));
    }

    [Fact]
    public async Task A_bad_argument_is_an_error_response_and_no_call()
    {
        IError[] errors =
        [
            Assert.IsType<CacheGetResponse.Error>(await _client.GetAsync(null!, "key")),
            Assert.IsType<CacheGetResponse.Error>(await _client.GetAsync("cache", (string)null!)),
            Assert.IsType<CacheSetResponse.Error>(await _client.SetAsync("cache", "key", "value", TimeSpan.Zero)),
            Assert.IsType<CacheListPushFrontResponse.Error>(await _client.ListPushFrontAsync("cache", "list", "value", 0)),
            Assert.IsType<CacheListFetchResponse.Error>(await _client.ListFetchAsync("cache", "list", 2, 2)),
            Assert.IsType<CacheListFetchResponse.Error>(await _client.ListFetchAsync("cache", "list", -1, -2)),
            Assert.IsType<CacheDictionaryGetFieldResponse.Error>(await _client.DictionaryGetFieldAsync("cache", null!, "field")),
            Assert.IsType<CreateCacheResponse.Error>(await _client.CreateCacheAsync(" ")),
        ];

        Assert.All(errors, e => Assert.Equal(MomentoErrorCode.INVALID_ARGUMENT_ERROR, e.ErrorCode));
        Assert.All(errors, e => Assert.IsType<InvalidArgumentException>(e.InnerException));
        Assert.Empty(_server.Calls);
    }

    private T Request<T>() => _server.Calls.Select(c => c.Request).OfType<T>().Last();
}
