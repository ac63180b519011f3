using System.Text;
using Momento.Protocol.Permissions;
using Momento.Protocol.Tokens;
using Momento.Sdk;
using Momento.Sdk.Auth;
using Momento.Sdk.Auth.AccessControl;
using Momento.Sdk.Config;
using Momento.Sdk.Exceptions;
using CacheRole = Momento.Protocol.Permissions.CacheRole;
using CacheSelector = Momento.Sdk.Auth.AccessControl.CacheSelector;
using Response = Momento.Sdk.Responses.GenerateDisposableTokenResponse;
using TopicRole = Momento.Protocol.Permissions.TopicRole;

namespace MomentoSdk.Tests;

public sealed class AuthClientTests : IAsyncLifetime
{
    private FakeMomento _server = null!;
    private AuthClient _client = null!;

    public async Task InitializeAsync()
    {
        _server = await FakeMomento.StartAsync();
        _client = new(AuthConfigurations.Default.Latest(), new KeyProvider("minting.key", _server.Credentials));
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_new_token_is_the_base64_of_endpoint_and_key()
    {
        _server.Replies[typeof(GenerateDisposableTokenRequest)] = new GenerateDisposableTokenResponse
        {
            ApiKey = "inner.key", Endpoint = "cell.example.com", ValidUntil = 1_800_000_000,
        };

        var success = Assert.IsType<Response.Success>(await MintAsync(DisposableTokenScopes.TopicPublishOnly("cache", "topic")));

        Assert.Equal(
            """{"endpoint":"cell.example.com","api_key":"inner.key"}""",
            Encoding.UTF8.GetString(Convert.FromBase64String(success.AuthToken)));
        Assert.Equal("cell.example.com", success.Endpoint);
        Assert.Equal(1_800_000_000, success.ExpiresAt.Epoch());
        var provider = new DisposableTokenProvider(success.AuthToken);
        Assert.Equal(("inner.key", "cache.cell.example.com"), (provider.AuthToken, provider.CacheEndpoint));
        Assert.DoesNotContain(success.AuthToken[..8], success.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Minting_sends_key_scope_lifetime_and_id()
    {
        await MintAsync(DisposableTokenScopes.TopicPublishOnly("cache", "topic"), "learner");

        var call = Assert.Single(_server.Calls);
        var request = Assert.IsType<GenerateDisposableTokenRequest>(call.Request);
        Assert.Equal(("minting.key", "minting.key"), (call.Header("authorization"), request.AuthToken));
        Assert.Equal((1_800u, "learner"), (request.Expires.ValidForSeconds, request.TokenId));
        var topic = Assert.Single(request.Permissions.Explicit.Permissions).Topic;
        Assert.Equal(TopicRole.PublishOnly, topic.Role);
        Assert.Equal(("cache", "topic"), (topic.CacheSelector.CacheName, topic.TopicSelector.TopicName));
    }

    [Fact]
    public async Task Every_kind_of_selector_reaches_the_wire()
    {
        await MintAsync(new DisposableTokenScope(
        [
            .. DisposableTokenScopes.CacheKeyPrefixReadOnly("cache", "user:").Permissions,
            .. DisposableTokenScopes.CacheKeyWriteOnly(CacheSelector.AllCaches, "key").Permissions,
            .. DisposableTokenScopes.CacheReadWrite("cache").Permissions,
            .. DisposableTokenScopes.TopicNamePrefixSubscribeOnly("cache", "t").Permissions,
            .. DisposableTokenScopes.TopicPublishSubscribe("cache", Momento.Sdk.Auth.AccessControl.TopicSelector.AllTopics).Permissions,
        ]));

        var permissions = ((GenerateDisposableTokenRequest)Assert.Single(_server.Calls).Request).Permissions.Explicit.Permissions;
        Assert.Equal([CacheRole.ReadOnly, CacheRole.WriteOnly, CacheRole.ReadWrite], permissions.Take(3).Select(p => p.Cache.Role));
        Assert.Equal("user:", permissions[0].Cache.ItemSelector.KeyPrefix.ToStringUtf8());
        Assert.Equal("key", permissions[1].Cache.ItemSelector.Key.ToStringUtf8());
        Assert.NotNull(permissions[1].Cache.AllCaches);
        Assert.NotNull(permissions[2].Cache.AllItems);
        Assert.Equal((TopicRole.SubscribeOnly, "t"), (permissions[3].Topic.Role, permissions[3].Topic.TopicSelector.TopicNamePrefix));
        Assert.Equal((TopicRole.PublishSubscribe, new All()), (permissions[4].Topic.Role, permissions[4].Topic.AllTopics));
    }

    [Fact]
    public async Task A_token_without_end_or_with_a_past_one_is_refused_without_a_call()
    {
        foreach (var expiry in new[] { ExpiresIn.Never(), ExpiresIn.Seconds(-1), ExpiresIn.Epoch(1) })
        {
            var error = Assert.IsType<Response.Error>(
                await _client.GenerateDisposableTokenAsync(DisposableTokenScopes.CacheReadOnly("cache"), expiry));
            Assert.Equal(MomentoErrorCode.INVALID_ARGUMENT_ERROR, error.ErrorCode);
        }

        Assert.Empty(_server.Calls);
    }

    private Task<Response> MintAsync(DisposableTokenScope scope, string? tokenId = null) =>
        _client.GenerateDisposableTokenAsync(scope, ExpiresIn.Minutes(30), tokenId);
}
