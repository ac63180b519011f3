using CourseComments.TestSupport;

namespace CourseComments.Relay.Tests;

/// <summary>A topic that goes on without all of its messages.</summary>
public sealed class GapTests : IAsyncLifetime
{
    private readonly RelayFixture _relay;
    private int _dropsLeft;

    public GapTests() => _relay = new RelayFixture { Loss = new LossySubscriptions(Drops) };

    public Task InitializeAsync() => _relay.InitializeAsync();

    public Task DisposeAsync() => _relay.DisposeAsync();

    [Fact]
    public async Task What_is_passed_over_is_asked_for_again_and_is_no_gap_when_it_comes()
    {
        _dropsLeft = 1;
        var relay = _relay.Start();

        await PublishThreeAsync();
        await _relay.CheckpointedAsync(3);

        Assert.Equal([1ul, 2, 3], _relay.Receiver.All.Select(delivery => delivery.Event.TopicSequenceNumber));
        Assert.Equal("Healthy", await HealthAsync(relay));
    }

    [Fact]
    public async Task What_the_topic_no_longer_holds_is_a_gap_with_its_numbers_and_the_rest_goes_on()
    {
        _dropsLeft = int.MaxValue;
        var relay = _relay.Start();

        await PublishThreeAsync();
        await _relay.CheckpointedAsync(3);

        Assert.Equal([1ul, 3], _relay.Receiver.All.Select(delivery => delivery.Event.TopicSequenceNumber));
        Assert.Equal("Degraded", await HealthAsync(relay));
        Assert.Contains("from number 2 up to, not including, 3", _relay.Log.Text, StringComparison.Ordinal);
    }

    private static async Task<string> HealthAsync(Microsoft.AspNetCore.Mvc.Testing.WebApplicationFactory<Program> relay)
    {
        using var client = relay.CreateClient();
        return await client.GetStringAsync(new Uri("/health", UriKind.Relative));
    }

    private async Task PublishThreeAsync()
    {
        // The subscription begins with the first: what follows is passed over within it.
        await _relay.PublishAsync("123", "first");
        await _relay.CheckpointedAsync(1);
        await _relay.PublishAsync("123", "second");
        await _relay.PublishAsync("123", "third");
    }

    private bool Drops(ulong number) => number == 2 && _dropsLeft-- > 0;
}
