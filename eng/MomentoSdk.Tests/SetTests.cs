using Google.Protobuf;
using Grpc.Core;
using Momento.Protocol.Cache;
using Momento.Sdk;
using Momento.Sdk.Config;
using Momento.Sdk.Exceptions;
using Momento.Sdk.Requests;
using Momento.Sdk.Responses;

namespace MomentoSdk.Tests;

public sealed class SetTests : IAsyncLifetime
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
    public async Task Adding_an_element_sends_its_lifetime()
    {
        var added = await _client.SetAddElementAsync("cache", "set", "é", CollectionTtl.Of(TimeSpan.FromSeconds(9)).WithRefreshTtlOnUpdates());

        Assert.IsType<CacheSetAddElementResponse.Success>(added);
        var request = Request<SetUnionRequest>();
        Assert.Equal("set", request.SetName.ToStringUtf8());
        Assert.Equal(["é"], request.Elements.Select(element => element.ToStringUtf8()));
        Assert.Equal((9_000ul, true), (request.TtlMilliseconds, request.RefreshTtl));
    }

    [Fact]
    public async Task Without_a_lifetime_the_default_is_sent_and_nothing_refreshed()
    {
        await _client.SetAddElementAsync("cache", "set", [1]);

        Assert.Equal((60_000ul, false), (Request<SetUnionRequest>().TtlMilliseconds, Request<SetUnionRequest>().RefreshTtl));
    }

    [Fact]
    public async Task Removing_an_element_subtracts_it_and_succeeds_without_a_set()
    {
        _server.Replies[typeof(SetDifferenceRequest)] = new SetDifferenceResponse { Missing = new() };

        Assert.IsType<CacheSetRemoveElementResponse.Success>(await _client.SetRemoveElementAsync("cache", "set", "a"));
        Assert.Equal(["a"], Request<SetDifferenceRequest>().Subtrahend.Set.Elements.Select(element => element.ToStringUtf8()));
    }

    [Fact]
    public async Task A_set_is_fetched_as_text_and_as_bytes()
    {
        _server.Replies[typeof(SetFetchRequest)] = new SetFetchResponse
        {
            Found = new() { Elements = { ByteString.CopyFromUtf8("a"), ByteString.CopyFromUtf8("b") } },
        };

        var hit = Assert.IsType<CacheSetFetchResponse.Hit>(await _client.SetFetchAsync("cache", "set"));

        Assert.Equal(["a", "b"], hit.ValueSetString.Order());
        Assert.Contains("b"u8.ToArray(), hit.ValueSetByteArray);
    }

    [Fact]
    public async Task A_missing_set_is_a_miss()
    {
        _server.Replies[typeof(SetFetchRequest)] = new SetFetchResponse { Missing = new() };

        Assert.IsType<CacheSetFetchResponse.Miss>(await _client.SetFetchAsync("cache", "set"));
    }

    [Fact]
    public async Task A_lifetime_is_overwritten_and_read()
    {
        _server.Replies[typeof(UpdateTtlRequest)] = new UpdateTtlResponse { Set = new() };
        _server.Replies[typeof(ItemGetTtlRequest)] = new ItemGetTtlResponse { Found = new() { RemainingTtlMillis = 1_500 } };

        Assert.IsType<CacheUpdateTtlResponse.Set>(await _client.UpdateTtlAsync("cache", "key", TimeSpan.FromSeconds(3)));
        Assert.Equal(3_000ul, Request<UpdateTtlRequest>().OverwriteToMilliseconds);
        var remaining = Assert.IsType<CacheItemGetTtlResponse.Hit>(await _client.ItemGetTtlAsync("cache", "key"));
        Assert.Equal(TimeSpan.FromSeconds(1.5), remaining.Value);
    }

    [Fact]
    public async Task The_lifetime_of_a_missing_item_is_a_miss()
    {
        _server.Replies[typeof(UpdateTtlRequest)] = new UpdateTtlResponse { Missing = new() };
        _server.Replies[typeof(ItemGetTtlRequest)] = new ItemGetTtlResponse { Missing = new() };

        Assert.IsType<CacheUpdateTtlResponse.Miss>(await _client.UpdateTtlAsync("cache", "key", TimeSpan.FromSeconds(3)));
        Assert.IsType<CacheItemGetTtlResponse.Miss>(await _client.ItemGetTtlAsync("cache", "key"));
    }

    [Fact]
    public async Task A_bad_argument_or_a_refusal_is_an_error_response()
    {
        IError[] bad =
        [
            Assert.IsType<CacheSetAddElementResponse.Error>(await _client.SetAddElementAsync("cache", "set", (string)null!)),
            Assert.IsType<CacheSetRemoveElementResponse.Error>(await _client.SetRemoveElementAsync("cache", null!, "a")),
            Assert.IsType<CacheSetFetchResponse.Error>(await _client.SetFetchAsync(null!, "set")),
            Assert.IsType<CacheUpdateTtlResponse.Error>(await _client.UpdateTtlAsync("cache", "key", TimeSpan.Zero)),
        ];
        Assert.All(bad, error => Assert.Equal(MomentoErrorCode.INVALID_ARGUMENT_ERROR, error.ErrorCode));
        Assert.Empty(_server.Calls);

        _server.Failures.Enqueue(new RpcException(new Status(StatusCode.FailedPrecondition, "a list")));
        Assert.Equal(
            MomentoErrorCode.FAILED_PRECONDITION_ERROR,
            Assert.IsType<CacheSetFetchResponse.Error>(await _client.SetFetchAsync("cache", "list")).ErrorCode);
    }

    [Fact]
    public async Task Setting_a_lifetime_is_not_tried_again_and_adding_is()
    {
        var away = new RpcException(new Status(StatusCode.Unavailable, "away"));
        _server.Failures.Enqueue(away);
        Assert.IsType<CacheUpdateTtlResponse.Error>(await _client.UpdateTtlAsync("cache", "key", TimeSpan.FromSeconds(1)));

        _server.Failures.Enqueue(away);
        Assert.IsType<CacheSetAddElementResponse.Success>(await _client.SetAddElementAsync("cache", "set", "a"));
        Assert.Equal(3, _server.Calls.Count);
    }

    private T Request<T>() => _server.Calls.Select(c => c.Request).OfType<T>().Last();
}
