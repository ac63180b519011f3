using System.Net;
using Grpc.Core;
using Momento.Emulator.Tests.Auth;
using Momento.Protocol.Permissions;

namespace Momento.Emulator.Tests.Admin;

public sealed class ClockTests : EmulatorTests
{
    [Fact]
    public async Task Moving_the_clock_lets_items_tokens_and_open_subscriptions_expire()
    {
        var admin = new AdminClient(Emulator);
        var token = await Clients.MintAsync([TokenScopes.Topic(TopicRole.SubscribeOnly)], validForSeconds: 600);
        await Clients.SetAsync("short", "value", ttl: 599_000);
        await Clients.SetAsync("long", "value", ttl: 601_000);
        using var subscription = await Emulator.Clients(token).SubscribeAsync("topic");
        var before = await admin.NowAsync();

        Assert.Equal(HttpStatusCode.OK, await admin.MoveClockAsync("""{"advance":"00:10:00"}"""));

        Assert.Equal(before.AddMinutes(10), await admin.NowAsync());
        Assert.Null(await Clients.GetAsync("short"));
        Assert.Equal("value", await Clients.GetAsync("long"));
        Assert.Equal(StatusCode.Unauthenticated, await subscription.EndAsync());
    }

    [Fact]
    public async Task A_subscription_goes_on_with_its_heartbeats_after_the_clock_was_moved()
    {
        using var subscription = await Clients.SubscribeAsync("topic");
        await new AdminClient(Emulator).MoveClockAsync("""{"advance":"01:00:00"}""");

        Assert.NotNull((await subscription.NextAsync()).Heartbeat);
        Emulator.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.NotNull((await subscription.NextAsync()).Heartbeat);
        await Clients.PublishAsync("topic", "text");
        Assert.Equal("text", (await subscription.NextItemAsync()).Value.Text);
    }

    [Fact]
    public async Task The_clock_is_set_to_a_time_and_goes_on_from_there()
    {
        var admin = new AdminClient(Emulator);

        Assert.Equal(HttpStatusCode.OK, await admin.MoveClockAsync("""{"now":"2030-01-01T00:00:00Z"}"""));
        Emulator.Time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(new DateTimeOffset(2030, 1, 1, 0, 0, 5, TimeSpan.Zero), await admin.NowAsync());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"advance":"-00:00:01"}""")]
    [InlineData("""{"advance":"4000.00:00:00"}""")]
    [InlineData("""{"now":"2020-01-01T00:00:00Z"}""")]
    [InlineData("""{"advance":"00:00:01","now":"2030-01-01T00:00:00Z"}""")]
    [InlineData("""{"advance":"soon"}""")]
    public async Task Back_too_far_and_what_is_not_understood_is_refused(string change) =>
        Assert.Equal(HttpStatusCode.BadRequest, await new AdminClient(Emulator).MoveClockAsync(change));

    protected override (string Key, string Value)[] Settings() => [AdminClient.Setting];
}
