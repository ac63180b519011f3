using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Momento.Sdk;
using Momento.Sdk.Auth.AccessControl;
using Momento.Sdk.Config;
using Momento.Sdk.Responses;
using OpenTelemetry.Trace;
using AppConfiguration = Microsoft.Extensions.Configuration.IConfiguration;

namespace Momento.Client.Tests;

public sealed class RegistrationTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private TestMomento _momento = null!;

    public async Task InitializeAsync() => _momento = await TestMomento.StartAsync();

    public async Task DisposeAsync() => await _momento.DisposeAsync();

    [Fact]
    public async Task The_clients_call_the_endpoint_with_the_key()
    {
        var builder = TestHost.Builder(("ConnectionStrings:momento", $"Endpoint={_momento.Endpoint};ApiKey=service.key"));
        builder.AddMomentoClients("momento", s => s.ClientTimeout = Patience);
        using var host = builder.Build();

        Assert.IsType<CacheSetResponse.Success>(
            await host.Services.GetRequiredService<ICacheClient>().SetAsync("cache", "key", "value"));
        Assert.IsType<TopicPublishResponse.Success>(
            await host.Services.GetRequiredService<ITopicClient>().PublishAsync("cache", "topic", "text"));
        Assert.IsType<GenerateDisposableTokenResponse.Success>(
            await host.Services.GetRequiredService<IAuthClient>().GenerateDisposableTokenAsync(
                DisposableTokenScopes.TopicPublishOnly("cache", "topic"), ExpiresIn.Minutes(1), "learner"));

        Assert.Equal(3, _momento.Calls.Count);
        Assert.All(_momento.Calls, c => Assert.Equal("service.key", c.Authorization));
        var set = _momento.Calls.Select(c => c.Request).OfType<Protocol.Cache.SetRequest>().Single();
        Assert.Equal(TimeSpan.FromHours(24).TotalMilliseconds, set.TtlMilliseconds);
    }

    [Fact]
    public async Task A_call_is_given_up_after_the_configured_time()
    {
        _momento.Hangs = true;
        var builder = TestHost.Builder(("ConnectionStrings:momento", $"Endpoint={_momento.Endpoint}"));
        builder.AddMomentoClients("momento", s => s.ClientTimeout = TimeSpan.FromMilliseconds(300));
        using var host = builder.Build();
        // Shorter than the deadline that the SDK has of its own.
        var patience = TimeSpan.FromSeconds(10);

        var cache = await host.Services.GetRequiredService<ICacheClient>().GetAsync("cache", "key").WaitAsync(patience);
        var topic = await host.Services.GetRequiredService<ITopicClient>().PublishAsync("cache", "topic", "text").WaitAsync(patience);
        var token = await host.Services.GetRequiredService<IAuthClient>().GenerateDisposableTokenAsync(
            DisposableTokenScopes.CacheReadOnly("cache"), ExpiresIn.Minutes(1)).WaitAsync(patience);
        var published = await host.Services.GetRequiredService<ITopicPublisher>().PublishAsync(
            "cache", "topic", "text", "token", CancellationToken.None).WaitAsync(patience);

        Assert.All(
            new[] { (IError)cache, (IError)topic, (IError)token },
            e => Assert.Equal(Momento.Sdk.Exceptions.MomentoErrorCode.TIMEOUT_ERROR, e.ErrorCode));
        Assert.Equal(TopicPublishOutcome.Unavailable, published);
    }

    [Fact]
    public async Task Clients_are_singletons_and_go_with_the_container()
    {
        var builder = TestHost.Builder(("ConnectionStrings:momento", $"Endpoint={_momento.Endpoint}"));
        builder.AddMomentoClients("momento");
        ITopicPublisher publisher;
        using (var host = builder.Build())
        {
            publisher = host.Services.GetRequiredService<ITopicPublisher>();
            Assert.Same(publisher, host.Services.GetRequiredService<ITopicPublisher>());
            Assert.Same(host.Services.GetRequiredService<ICacheClient>(), host.Services.GetRequiredService<ICacheClient>());
        }

        await Assert.ThrowsAsync<ObjectDisposedException>(
            () => publisher.PublishAsync("cache", "topic", "text", "token", CancellationToken.None));
    }

    [Fact]
    public async Task Keyed_registrations_have_connections_of_their_own()
    {
        await using var other = await TestMomento.StartAsync();
        var builder = TestHost.Builder(
            ("ConnectionStrings:one", $"Endpoint={_momento.Endpoint};ApiKey=key.one"),
            ("ConnectionStrings:two", $"Endpoint={other.Endpoint};ApiKey=key.two"));
        builder.AddKeyedMomentoClients("one", s => s.ClientTimeout = Patience);
        builder.AddKeyedMomentoClients("two", s => s.ClientTimeout = Patience);
        using var host = builder.Build();

        await host.Services.GetRequiredKeyedService<ICacheClient>("one").GetAsync("cache", "key");
        await host.Services.GetRequiredKeyedService<ICacheClient>("two").GetAsync("cache", "key");

        Assert.Equal("key.one", Assert.Single(_momento.Calls).Authorization);
        Assert.Equal("key.two", Assert.Single(other.Calls).Authorization);
        Assert.Null(host.Services.GetService<ICacheClient>());
        Assert.Equal(["Momento_one", "Momento_two"], HealthChecks(host));
    }

    [Fact]
    public void Health_checks_can_be_left_out()
    {
        var builder = TestHost.Builder(
            ("ConnectionStrings:momento", $"Endpoint={_momento.Endpoint}"), ("Momento:Client:DisableHealthChecks", "true"));
        builder.AddMomentoClients("momento");
        using var host = builder.Build();

        Assert.Empty(HealthChecks(host));
    }

    [Fact]
    public void An_application_that_does_not_trace_is_not_made_to()
    {
        var builder = TestHost.Builder(("ConnectionStrings:momento", $"Endpoint={_momento.Endpoint}"));
        builder.AddMomentoClients("momento");
        using var host = builder.Build();

        Assert.Null(host.Services.GetService<TracerProvider>());
    }

    [Fact]
    public void The_sdks_configuration_and_the_applications_live_side_by_side()
    {
        var builder = TestHost.Builder(("ConnectionStrings:momento", $"Endpoint={_momento.Endpoint}"));
        builder.AddMomentoClients("momento");
        using var host = builder.Build();

        Assert.NotNull(host.Services.GetRequiredService<AppConfiguration>()["ConnectionStrings:momento"]);
        Assert.NotNull(Configurations.Laptop.Latest().WithClientTimeout(TimeSpan.FromSeconds(1)));
    }

    private static IEnumerable<string> HealthChecks(IHost host) =>
        host.Services.GetRequiredService<IOptions<HealthCheckServiceOptions>>().Value.Registrations.Select(r => r.Name);
}
