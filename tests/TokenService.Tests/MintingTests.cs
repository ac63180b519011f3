using System.Net;
using System.Text.Json;

namespace CourseComments.TokenService.Tests;

public sealed class MintingTests : IAsyncLifetime
{
    private readonly TokenServiceFixture _service = new();

    public Task InitializeAsync() => _service.InitializeAsync();

    public Task DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task Live_token_is_reused_until_four_fifths_of_its_life()
    {
        var first = Value(await _service.GetTokenAsync("taylor"));

        _service.Time.Advance(TimeSpan.FromMinutes(24) - TimeSpan.FromSeconds(1));
        Assert.Equal(first, Value(await _service.GetTokenAsync("taylor")));

        _service.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.NotEqual(first, Value(await _service.GetTokenAsync("taylor")));
    }

    [Fact]
    public async Task Concurrent_requests_of_a_user_mint_once()
    {
        var tokens = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => _service.GetTokenAsync("taylor")));

        Assert.Single(tokens.Select(Value).Distinct());
    }

    [Fact]
    public async Task Users_never_share_a_token() =>
        Assert.NotEqual(Value(await _service.GetTokenAsync("taylor")), Value(await _service.GetTokenAsync("sam")));

    [Fact]
    public async Task Over_the_limit_a_caller_is_told_when_to_come_back_and_then_gets_a_token()
    {
        var waits = new List<TimeSpan?>();
        for (var user = 0; user < 12; user++)
        {
            waits.Add(await WaitOfAsync($"user-{user}"));
        }

        // Five a second: the first five at once, five after a second, two after two.
        Assert.Equal(
            [null, null, null, null, null, 1, 1, 1, 1, 1, 2, 2],
            waits.Select(wait => (int?)wait?.TotalSeconds));

        _service.Time.Advance(TimeSpan.FromSeconds(1));
        for (var user = 5; user < 10; user++)
        {
            Assert.Null(await WaitOfAsync($"user-{user}"));
            // One after another.
            _service.Time.Advance(TimeSpan.FromSeconds(0.2));
        }
    }

    [Fact]
    public async Task Who_has_a_turn_is_not_overtaken_by_who_comes_later()
    {
        for (var user = 0; user < 6; user++)
        {
            await WaitOfAsync($"early-{user}");
        }

        _service.Time.Advance(TimeSpan.FromSeconds(1));
        for (var user = 0; user < 4; user++)
        {
            Assert.Null(await WaitOfAsync($"late-{user}"));
        }

        Assert.NotNull(await WaitOfAsync("late-4"));
        // A fifth of a second after each of those four, so that it is not held: this clock stands still meanwhile.
        _service.Time.Advance(TimeSpan.FromSeconds(0.8));
        Assert.Null(await WaitOfAsync("early-5"));
    }

    [Fact]
    public async Task Who_comes_back_too_early_keeps_the_turn()
    {
        for (var user = 0; user < 11; user++)
        {
            await WaitOfAsync($"user-{user}");
        }

        Assert.Equal(TimeSpan.FromSeconds(2), await WaitOfAsync("user-10"));
        _service.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(TimeSpan.FromSeconds(1), await WaitOfAsync("user-10"));
    }

    [Fact]
    public async Task Who_came_in_time_and_found_momento_away_still_has_the_place()
    {
        for (var user = 0; user < 60; user++)
        {
            await WaitOfAsync($"user-{user}");
        }

        _service.Time.Advance(TimeSpan.FromSeconds(1));
        await _service.Momento.StopAsync();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusOfAsync("user-5"));

        // Momento is asked again, and others still wait.
        _service.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusOfAsync("user-5"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await StatusOfAsync("newcomer"));
    }

    [Fact]
    public async Task Reusing_a_token_takes_nothing_from_the_limit()
    {
        for (var user = 0; user < 5; user++)
        {
            await WaitOfAsync($"user-{user}");
        }

        Assert.Null(await WaitOfAsync("user-0"));
    }

    private async Task<HttpStatusCode> StatusOfAsync(string user)
    {
        using var response = await _service.PostAsync("/api/tokens", _service.Identity.Token(user));
        return response.StatusCode;
    }

    /// <returns>Null when a token was issued, else what <c>Retry-After</c> said.</returns>
    private async Task<TimeSpan?> WaitOfAsync(string user)
    {
        using var response = await _service.PostAsync("/api/tokens", _service.Identity.Token(user));
        if (response.StatusCode == HttpStatusCode.OK)
        {
            return null;
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        return response.Headers.RetryAfter!.Delta;
    }

    private static string Value(JsonElement token) => token.GetProperty("token").GetString()!;
}
