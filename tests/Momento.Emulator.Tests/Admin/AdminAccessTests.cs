using System.Net;

namespace Momento.Emulator.Tests.Admin;

public sealed class AdminAccessTests
{
    private static readonly Uri Deliveries = new("admin/webhooks/deliveries", UriKind.Relative);

    [Fact]
    public async Task The_admin_routes_are_not_there_unless_they_are_switched_on()
    {
        await using var emulator = await RunningEmulator.StartAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await emulator.Http().GetAsync(Deliveries)).StatusCode);
        Assert.DoesNotContain(emulator.Routes, route => route.Contains("/admin", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    [InlineData("unknown", HttpStatusCode.Unauthorized)]
    [InlineData(RunningEmulator.ReadWriteKey, HttpStatusCode.Forbidden)]
    [InlineData(RunningEmulator.LegacyKey, HttpStatusCode.Forbidden)]
    [InlineData(RunningEmulator.SuperUserKey, HttpStatusCode.OK)]
    [InlineData(RunningEmulator.SessionKey, HttpStatusCode.OK)]
    public async Task They_need_the_key_of_a_super_user_even_where_calls_need_none(string? key, HttpStatusCode status)
    {
        await using var emulator = await RunningEmulator.StartAsync(("Emulator:Admin", "true"), ("Emulator:RequireAuthentication", "false"));

        Assert.Equal(status, (await emulator.Http(key).GetAsync(Deliveries)).StatusCode);
    }

    [Fact]
    public async Task They_take_no_key_from_the_query_and_answer_no_page_of_another_origin()
    {
        await using var emulator = await RunningEmulator.StartAsync(("Emulator:Admin", "true"));
        var inQuery = new Uri($"{Deliveries}?token={RunningEmulator.SuperUserKey}", UriKind.Relative);
        using var preflight = new HttpRequestMessage(HttpMethod.Options, Deliveries)
        {
            Headers = { { "Origin", "https://page.example" }, { "Access-Control-Request-Method", "GET" }, { "Access-Control-Request-Headers", "authorization" } },
        };

        Assert.Equal(HttpStatusCode.Unauthorized, (await emulator.Http(null).GetAsync(inQuery)).StatusCode);
        Assert.False((await emulator.Http(null).SendAsync(preflight)).Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Theory]
    [InlineData("readwrite")]
    [InlineData("legacy")]
    public async Task Without_a_key_that_could_use_them_the_emulator_does_not_start(string role)
    {
        var failure = await Assert.ThrowsAsync<StartupException>(() => RunningEmulator.StartAsync(
            ("Emulator:Admin", "true"), ("Emulator:Keys:0:Role", role), ("Emulator:Keys:2:Role", role)));

        Assert.Contains("Emulator:Admin needs a key", failure.Message, StringComparison.Ordinal);
    }
}
