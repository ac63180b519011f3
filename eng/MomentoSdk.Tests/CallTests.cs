using Grpc.Core;
using Momento.Sdk;
using Momento.Sdk.Auth;
using Momento.Sdk.Config;
using Momento.Sdk.Exceptions;
using Momento.Sdk.Responses;

namespace MomentoSdk.Tests;

/// <summary>What every call has in common: metadata, deadlines, retries, errors.</summary>
public sealed class CallTests : IAsyncLifetime
{
    private FakeMomento _server = null!;

    public async Task InitializeAsync() => _server = await FakeMomento.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Each_call_carries_the_raw_key_and_the_cache_and_only_the_first_says_who_calls()
    {
        using var client = Cache(credentials: new KeyProvider("the.raw.key", _server.Credentials));

        await client.GetAsync("one", "key");
        await client.GetAsync("two", "key");

        var calls = _server.Calls.ToArray();
        Assert.Equal(["the.raw.key", "the.raw.key"], calls.Select(c => c.Header("authorization")));
        Assert.Equal(["one", "two"], calls.Select(c => c.Header("cache")));
        Assert.Equal([true, false], calls.Select(c => c.Header("agent") is not null));
        Assert.Equal([true, false], calls.Select(c => c.Header("runtime-version") is not null));
    }

    [Fact]
    public async Task A_local_provider_sends_an_empty_authorization()
    {
        using var client = Cache();

        await client.GetAsync("cache", "key");

        Assert.Equal("", Assert.Single(_server.Calls).Header("authorization"));
    }

    [Fact]
    public void Each_configuration_has_its_deadline()
    {
        Assert.Equal(15_000, Configurations.Laptop.Latest().TransportStrategy.GrpcConfig.Deadline.TotalMilliseconds);
        Assert.Equal(1_100, Configurations.InRegion.Default.Latest().TransportStrategy.GrpcConfig.Deadline.TotalMilliseconds);
        Assert.Equal(500, Configurations.InRegion.LowLatency.Latest().TransportStrategy.GrpcConfig.Deadline.TotalMilliseconds);
        Assert.Equal(15_000, TopicConfigurations.Laptop.latest().TransportStrategy.GrpcConfig.Deadline.TotalMilliseconds);
        Assert.Equal(15_000, AuthConfigurations.Default.Latest().TransportStrategy.GrpcConfig.Deadline.TotalMilliseconds);
    }

    [Fact]
    public async Task A_call_tells_the_server_its_deadline()
    {
        using var client = Cache(Configurations.Laptop.Latest().WithClientTimeout(TimeSpan.FromMinutes(10)));

        await client.GetAsync("cache", "key");

        var left = Assert.Single(_server.Calls).Deadline - TimeProvider.System.GetUtcNow();
        Assert.InRange(left, TimeSpan.FromMinutes(9), TimeSpan.FromMinutes(10));
    }

    [Fact]
    public async Task A_call_that_is_not_answered_times_out()
    {
        _server.Hangs = true;
        using var client = Cache(Configurations.Laptop.Latest().WithClientTimeout(TimeSpan.FromMilliseconds(300)));

        var error = Assert.IsType<CacheGetResponse.Error>(
            await client.GetAsync("cache", "key").WaitAsync(TimeSpan.FromSeconds(30)));

        Assert.Equal(MomentoErrorCode.TIMEOUT_ERROR, error.ErrorCode);
    }

    [Theory]
    [InlineData(StatusCode.Unavailable)]
    [InlineData(StatusCode.Internal)]
    public async Task An_idempotent_call_is_made_again_up_to_three_times(StatusCode status)
    {
        using var client = Cache(credentials: new KeyProvider("the.raw.key", _server.Credentials));

        Fail(status, times: 3);
        Assert.IsNotType<CacheListFetchResponse.Error>(await client.ListFetchAsync("cache", "list"));
        Assert.Equal(4, _server.Calls.Count);
        Assert.All(_server.Calls, c => Assert.Equal("the.raw.key", c.Header("authorization")));

        Fail(status, times: 4);
        Assert.IsType<CacheListFetchResponse.Error>(await client.ListFetchAsync("cache", "list"));
        Assert.Equal(8, _server.Calls.Count);
    }

    [Fact]
    public async Task A_call_that_would_count_twice_is_made_once()
    {
        using var client = Cache();
        using var topics = new TopicClient(TopicConfigurations.Laptop.latest(), _server.Credentials);

        Fail(StatusCode.Unavailable, times: 5);
        IError[] errors =
        [
            Assert.IsType<CacheListPushFrontResponse.Error>(await client.ListPushFrontAsync("cache", "list", "value")),
            Assert.IsType<CacheListPushBackResponse.Error>(await client.ListPushBackAsync("cache", "list", "value")),
            Assert.IsType<CacheSetIfNotExistsResponse.Error>(await client.SetIfNotExistsAsync("cache", "key", "value")),
            Assert.IsType<CacheListRetainResponse.Error>(await client.ListRetainAsync("cache", "list", 0, 1)),
            Assert.IsType<TopicPublishResponse.Error>(await topics.PublishAsync("cache", "topic", "text")),
        ];

        Assert.All(errors, e => Assert.Equal(MomentoErrorCode.SERVER_UNAVAILABLE, e.ErrorCode));
        Assert.Equal(5, _server.Calls.Count);
    }

    [Fact]
    public async Task A_call_that_failed_for_good_is_made_once()
    {
        using var client = Cache();

        Fail(StatusCode.ResourceExhausted, times: 1);
        Assert.IsType<CacheGetResponse.Error>(await client.GetAsync("cache", "key"));

        Assert.Single(_server.Calls);
    }

    [Theory]
    [InlineData(StatusCode.InvalidArgument, typeof(InvalidArgumentException), MomentoErrorCode.INVALID_ARGUMENT_ERROR)]
    [InlineData(StatusCode.OutOfRange, typeof(BadRequestException), MomentoErrorCode.BAD_REQUEST_ERROR)]
    [InlineData(StatusCode.Unimplemented, typeof(BadRequestException), MomentoErrorCode.BAD_REQUEST_ERROR)]
    [InlineData(StatusCode.FailedPrecondition, typeof(FailedPreconditionException), MomentoErrorCode.FAILED_PRECONDITION_ERROR)]
    [InlineData(StatusCode.PermissionDenied, typeof(PermissionDeniedException), MomentoErrorCode.PERMISSION_ERROR)]
    [InlineData(StatusCode.Unauthenticated, typeof(AuthenticationException), MomentoErrorCode.AUTHENTICATION_ERROR)]
    [InlineData(StatusCode.ResourceExhausted, typeof(LimitExceededException), MomentoErrorCode.LIMIT_EXCEEDED_ERROR)]
    [InlineData(StatusCode.NotFound, typeof(NotFoundException), MomentoErrorCode.NOT_FOUND_ERROR)]
    [InlineData(StatusCode.AlreadyExists, typeof(AlreadyExistsException), MomentoErrorCode.ALREADY_EXISTS_ERROR)]
    [InlineData(StatusCode.DeadlineExceeded, typeof(Momento.Sdk.Exceptions.TimeoutException), MomentoErrorCode.TIMEOUT_ERROR)]
    [InlineData(StatusCode.Cancelled, typeof(CancelledException), MomentoErrorCode.CANCELLED_ERROR)]
    [InlineData(StatusCode.Unavailable, typeof(ServerUnavailableException), MomentoErrorCode.SERVER_UNAVAILABLE)]
    [InlineData(StatusCode.Unknown, typeof(UnknownServiceException), MomentoErrorCode.UNKNOWN_SERVICE_ERROR)]
    [InlineData(StatusCode.Internal, typeof(InternalServerException), MomentoErrorCode.INTERNAL_SERVER_ERROR)]
    [InlineData(StatusCode.Aborted, typeof(InternalServerException), MomentoErrorCode.INTERNAL_SERVER_ERROR)]
    [InlineData(StatusCode.DataLoss, typeof(InternalServerException), MomentoErrorCode.INTERNAL_SERVER_ERROR)]
    public async Task A_status_becomes_its_exception(StatusCode status, Type exception, MomentoErrorCode code)
    {
        using var client = Cache();

        Fail(status, times: 4);
        var error = Assert.IsType<CacheGetResponse.Error>(await client.GetAsync("cache", "key"));

        Assert.IsType(exception, error.InnerException);
        Assert.Equal(code, error.ErrorCode);
        Assert.Equal(status, error.InnerException.TransportDetails?.Grpc.Code);
        Assert.StartsWith($"{error.InnerException.MessageWrapper}: ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("topic_subscriptions_limit_exceeded", "", "Topic subscriptions limit exceeded for this account")]
    [InlineData("operations_rate_limit_exceeded", "", "Request rate limit exceeded for this account")]
    [InlineData("throughput_rate_limit_exceeded", "", "Bandwidth limit exceeded for this account")]
    [InlineData("request_size_limit_exceeded", "", "Request size limit exceeded for this account")]
    [InlineData("item_size_limit_exceeded", "", "Item size limit exceeded for this account")]
    [InlineData("element_size_limit_exceeded", "operations", "Element size limit exceeded for this account")]
    [InlineData("something_new", "operations", "Limit exceeded for this account")]
    [InlineData(null, "Too many Operations", "Request rate limit exceeded for this account")]
    [InlineData(null, "other", "Limit exceeded for this account")]
    public async Task The_trailer_or_else_the_message_tells_which_limit_was_exceeded(string? trailer, string message, string expected)
    {
        var trailers = new Metadata();
        if (trailer is not null)
        {
            trailers.Add("err", trailer);
        }

        _server.Failures.Enqueue(new RpcException(new Status(StatusCode.ResourceExhausted, message), trailers));
        using var client = Cache();

        var error = Assert.IsType<CacheGetResponse.Error>(await client.GetAsync("cache", "key"));

        Assert.Equal(expected, error.InnerException.MessageWrapper);
    }

    [Fact]
    public async Task A_server_that_is_away_is_unavailable()
    {
        var credentials = _server.Credentials;
        await _server.DisposeAsync();
        using var client = Cache(credentials: credentials);

        var error = Assert.IsType<CacheListPushFrontResponse.Error>(await client.ListPushFrontAsync("cache", "list", "value"));

        Assert.Equal(MomentoErrorCode.SERVER_UNAVAILABLE, error.ErrorCode);
    }

    private CacheClient Cache(IConfiguration? configuration = null, ICredentialProvider? credentials = null) =>
        new(configuration ?? Configurations.Laptop.Latest(), credentials ?? _server.Credentials, TimeSpan.FromMinutes(1));

    private void Fail(StatusCode status, int times)
    {
        _server.Failures.Clear();
        for (var i = 0; i < times; i++)
        {
            _server.Failures.Enqueue(new RpcException(new Status(status, "as told")));
        }
    }
}
