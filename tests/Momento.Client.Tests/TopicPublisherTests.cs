using System.Text;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Momento.Protocol.PubSub;

namespace Momento.Client.Tests;

public sealed class TopicPublisherTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private TestMomento _momento = null!;
    private IHost _host = null!;

    private ITopicPublisher Publisher => _host.Services.GetRequiredService<ITopicPublisher>();

    public async Task InitializeAsync()
    {
        _momento = await TestMomento.StartAsync();
        var builder = TestHost.Builder(("ConnectionStrings:momento", $"Endpoint={_momento.Endpoint};ApiKey=service.key"));
        builder.AddMomentoClients("momento", s => s.ClientTimeout = Patience);
        _host = builder.Build();
    }

    public async Task DisposeAsync()
    {
        _host.Dispose();
        await _momento.DisposeAsync();
    }

    [Fact]
    public async Task A_message_is_published_with_the_users_token_and_not_with_the_services()
    {
        var token = Convert.ToBase64String(Encoding.UTF8.GetBytes("""{"endpoint":"cell.example.com","api_key":"users.token"}"""));

        Assert.Equal(TopicPublishOutcome.Accepted, await PublishAsync(token));
        Assert.Equal(TopicPublishOutcome.Accepted, await PublishAsync("raw.users.token"));

        Assert.Equal(["users.token", "raw.users.token"], _momento.Calls.SelectMany(c => c.Headers.GetAll("authorization")).Select(e => e.Value));
        Assert.All(_momento.Calls, c => Assert.Equal(
            new PublishRequest { CacheName = "cache", Topic = "topic", Value = new() { Text = "text" } }, c.Request));
    }

    [Fact]
    public async Task Many_users_share_one_connection()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => PublishAsync($"token.{i}")));

        Assert.All(outcomes, o => Assert.Equal(TopicPublishOutcome.Accepted, o));
        Assert.Equal(50, _momento.Calls.Select(c => c.Authorization).Distinct().Count());
        Assert.Single(_momento.Calls.Select(c => c.Connection).Distinct());
    }

    [Theory]
    [InlineData(StatusCode.Unauthenticated, TopicPublishOutcome.Unauthenticated)]
    [InlineData(StatusCode.PermissionDenied, TopicPublishOutcome.PermissionDenied)]
    [InlineData(StatusCode.NotFound, TopicPublishOutcome.CacheNotFound)]
    [InlineData(StatusCode.InvalidArgument, TopicPublishOutcome.InvalidArgument)]
    [InlineData(StatusCode.ResourceExhausted, TopicPublishOutcome.LimitExceeded)]
    [InlineData(StatusCode.Unavailable, TopicPublishOutcome.Unavailable)]
    [InlineData(StatusCode.DeadlineExceeded, TopicPublishOutcome.Unavailable)]
    [InlineData(StatusCode.Internal, TopicPublishOutcome.Failed)]
    [InlineData(StatusCode.Cancelled, TopicPublishOutcome.Failed)]
    public async Task A_refusal_is_an_outcome_and_is_not_tried_again(StatusCode status, TopicPublishOutcome expected)
    {
        _momento.Failure = new Status(status, "as told");

        Assert.Equal(expected, await PublishAsync("token"));
        Assert.Single(_momento.Calls);
    }

    [Theory]
    [InlineData("tökn")]
    [InlineData("to\r\nken")]
    public async Task What_cannot_be_a_token_is_not_sent(string token)
    {
        Assert.Equal(TopicPublishOutcome.Unauthenticated, await PublishAsync(token));
        Assert.Empty(_momento.Calls);
    }

    [Fact]
    public async Task A_caller_that_gives_up_gets_a_cancellation()
    {
        _momento.Hangs = true;
        using var cancellation = new CancellationTokenSource();
        var publishing = Publisher.PublishAsync("cache", "topic", "text", "token", cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => publishing.WaitAsync(Patience));
    }

    private Task<TopicPublishOutcome> PublishAsync(string token) =>
        Publisher.PublishAsync("cache", "topic", "text", token, CancellationToken.None).WaitAsync(Patience);
}
