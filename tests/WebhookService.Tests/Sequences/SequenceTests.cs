using CourseComments.TestSupport;

namespace CourseComments.WebhookService.Tests.Sequences;

public sealed class SequenceTests : IAsyncLifetime
{
    private readonly WebhookServiceFixture _service = new();

    public Task InitializeAsync() => _service.InitializeAsync();

    public Task DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task Webhooks_that_never_came_are_counted_and_show_in_health_for_an_hour()
    {
        foreach (var number in new ulong[] { 1, 5 })
        {
            using var response = await _service.PostSignedAsync(_service.Event(sequence: number));
            response.EnsureSuccessStatusCode();
        }

        await ReachesAsync("Degraded", TimeSpan.FromSeconds(1));
        // Health says so before the cache has agreed that this replica is the one to count.
        var missed = await Eventually.GetAsync("the count", () => Task.FromResult(
            _service.Measurements.Of("coursecomments.webhooks.missed") is { Length: > 0 } counted ? counted : null));
        Assert.Equal([3], missed);
        await ReachesAsync("Healthy", TimeSpan.FromMinutes(10));
    }

    /// <summary>Time passes until the service says so of itself.</summary>
    private Task<string> ReachesAsync(string health, TimeSpan step) => Eventually.GetAsync($"/health to say {health}", async () =>
    {
        _service.Time.Advance(step);
        using var response = await _service.Client.GetAsync(new Uri("/health", UriKind.Relative));
        return await response.Content.ReadAsStringAsync() is var answer && answer == health ? answer : null;
    });
}
