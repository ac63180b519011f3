namespace CourseComments.TokenService.Tests;

public sealed class MetricsTests : IAsyncLifetime
{
    private readonly TokenServiceFixture _service = new();

    public Task InitializeAsync() => _service.InitializeAsync();

    public Task DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task Tokens_are_counted_by_outcome_and_announced_waits_are_measured()
    {
        for (var user = 0; user < 6; user++)
        {
            using var asked = await _service.PostAsync("/api/tokens", _service.Identity.Token($"user-{user}"));
        }

        using var reused = await _service.PostAsync("/api/tokens", _service.Identity.Token("user-0"));
        await _service.Momento.StopAsync();
        _service.Time.Advance(TimeSpan.FromSeconds(20));
        using var unavailable = await _service.PostAsync("/api/tokens", _service.Identity.Token("user-7"));

        Assert.Equal(5, _service.Measurements.Of("coursecomments.tokens", "minted").Length);
        Assert.Single(_service.Measurements.Of("coursecomments.tokens", "reused"));
        Assert.Single(_service.Measurements.Of("coursecomments.tokens", "limited"));
        Assert.Single(_service.Measurements.Of("coursecomments.tokens", "unavailable"));
        Assert.Equal([1], _service.Measurements.Of("coursecomments.mint.wait"));
    }
}
