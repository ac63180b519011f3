using CourseComments.TestSupport;

namespace CourseComments.WebhookService.Tests;

public sealed class MetricsTests : IAsyncLifetime
{
    private readonly WebhookServiceFixture _service = new();

    private Measurements Measured => _service.Measurements;

    public Task InitializeAsync() => _service.InitializeAsync();

    public Task DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task Webhooks_are_counted_by_outcome()
    {
        using var stored = await _service.PostSignedAsync(_service.Event());
        using var refused = await _service.PostAsync(_service.Event(), signature: null);
        using var malformed = await _service.PostSignedAsync(_service.Event(text: "no json"));
        await _service.Momento.StopAsync();
        using var notStored = await _service.PostSignedAsync(_service.Event());

        foreach (var outcome in new[] { "stored", "refused", "malformed", "not_stored" })
        {
            Assert.Equal([1], Measured.Of("coursecomments.webhooks", outcome));
        }

        Assert.Equal(4, Measured.Of("coursecomments.webhook.verify.duration").Length);
        Assert.Equal([1], Measured.Of("coursecomments.store.failures"));
    }

    [Fact]
    public async Task Time_from_publish_to_stored_is_the_events_own()
    {
        using var response = await _service.PostSignedAsync(_service.Event(age: TimeSpan.FromSeconds(3)));

        Assert.Equal(3, Assert.Single(Measured.Of("coursecomments.comment.publish_to_stored.duration")), tolerance: 0.01);
    }
}
