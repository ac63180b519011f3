using System.Net;
using CourseComments.TestSupport;
using CourseComments.TestSupport.Refusals;
using Microsoft.Extensions.Time.Testing;

namespace CourseComments.Gateway.Tests;

public sealed class RateLimitTests : IAsyncLifetime
{
    private const string Read = "/api/courses/123/comments";

    private readonly GatewayFixture _fixture = new() { Clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow()) };

    public Task InitializeAsync() => _fixture.InitializeAsync();

    public Task DisposeAsync() => _fixture.DisposeAsync();

    [Theory]
    [InlineData("Minting", "POST", "/api/tokens")]
    [InlineData("Publishing", "POST", "/api/courses/123/comments")]
    [InlineData("Reading", "GET", "/api/courses/123/comments")]
    [InlineData("Webhooks", "POST", "/webhooks/momento")]
    public async Task Address_over_its_rate_is_told_when_to_come_back_and_then_admitted(string policy, string method, string target)
    {
        using var client = _fixture.Gateway("Production", Rate(policy, "PerAddress", 0.1, 2));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, method, target));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, method, target));
        await RefusedUntilAsync(seconds: 10, client, method, target);
    }

    [Theory]
    [InlineData("Minting", "POST", "/api/tokens")]
    [InlineData("Publishing", "POST", "/api/courses/123/comments")]
    [InlineData("Reading", "GET", "/api/courses/123/comments")]
    public async Task User_over_their_rate_is_told_when_to_come_back_and_then_admitted(string policy, string method, string target)
    {
        using var client = _fixture.Gateway("Production", Rate(policy, "PerUser", 0.1, 2));
        var token = _fixture.Identity.Token("alice");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, method, target, token));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, method, target, token));
        await RefusedUntilAsync(seconds: 10, client, method, target, token);
    }

    [Fact]
    public async Task Wait_is_what_is_left_of_it()
    {
        using var client = _fixture.Gateway("Production", Rate("Reading", "PerAddress", 0.1, 1));
        await StatusAsync(client, "GET", Read);
        _fixture.Clock!.Advance(TimeSpan.FromSeconds(7.5));
        await RefusedUntilAsync(seconds: 3, client, "GET", Read);
    }

    [Fact]
    public async Task One_users_flood_leaves_another_behind_the_same_address_alone()
    {
        using var client = _fixture.Gateway("Production", Rate("Minting", "PerUser", 0.1, 1));
        await StatusAsync(client, "POST", "/api/tokens", _fixture.Identity.Token("alice"));

        Assert.Equal(HttpStatusCode.TooManyRequests, await StatusAsync(client, "POST", "/api/tokens", _fixture.Identity.Token("alice")));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, "POST", "/api/tokens", _fixture.Identity.Token("bob")));
    }

    [Fact]
    public async Task User_has_one_limit_wherever_they_come_from()
    {
        var gateway = _fixture.Start("Production", Rate("Minting", "PerUser", 0.1, 1));
        using var home = GatewayFixture.From("127.0.0.2", gateway);
        using var campus = GatewayFixture.From("127.0.0.3", gateway);
        await StatusAsync(home, "POST", "/api/tokens", _fixture.Identity.Token("alice"));

        Assert.Equal(HttpStatusCode.TooManyRequests, await StatusAsync(campus, "POST", "/api/tokens", _fixture.Identity.Token("alice")));
    }

    [Fact]
    public async Task Users_are_told_apart_by_the_configured_claim()
    {
        using var client = _fixture.Gateway("Production", [.. Rate("Minting", "PerUser", 0.1, 1), ("RateLimits:UserClaim", "oid")]);
        await StatusAsync(client, "POST", "/api/tokens", _fixture.Identity.Token("pairwise-1", more: ("oid", "alice")));

        Assert.Equal(
            HttpStatusCode.TooManyRequests,
            await StatusAsync(client, "POST", "/api/tokens", _fixture.Identity.Token("pairwise-2", more: ("oid", "alice"))));
    }

    [Fact]
    public async Task Invalid_token_spends_nobodys_limit_and_is_the_services_matter()
    {
        using var client = _fixture.Gateway("Production", Rate("Minting", "PerUser", 0.1, 1));
        var invalid = BadBearers.Faults.Select(fault => BadBearers.Of(fault, _fixture.Identity, TestIdentity.Issuer, "alice")).ToList();
        foreach (var token in invalid)
        {
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, "POST", "/api/tokens", token));
        }

        Assert.Equal(invalid.Count, _fixture.Backends["tokens"].Received.Count);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, "POST", "/api/tokens", _fixture.Identity.Token("alice")));
    }

    [Fact]
    public async Task Flood_of_one_policy_leaves_the_others_alone()
    {
        using var client = _fixture.Gateway("Production", Rate("Reading", "PerAddress", 0.1, 1));
        await StatusAsync(client, "GET", Read);

        Assert.Equal(HttpStatusCode.TooManyRequests, await StatusAsync(client, "GET", Read));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, "POST", "/webhooks/momento"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, "POST", "/api/tokens"));
    }

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    public async Task Refusal_of_a_service_passes_as_it_is(HttpStatusCode status)
    {
        _fixture.Backends["tokens"].Respond = context =>
        {
            context.Response.StatusCode = (int)status;
            context.Response.Headers.RetryAfter = "42";
        };
        using var client = _fixture.Gateway("Production");
        using var response = await client.PostAsync(new Uri("/api/tokens", UriKind.Relative), null);

        Assert.Equal(status, response.StatusCode);
        Assert.Equal("42", Assert.Single(response.Headers.GetValues("Retry-After")));
        Assert.Equal("tokens", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("PerAddress", "address")]
    [InlineData("PerUser", "user")]
    public async Task Refusals_are_counted_by_policy_and_limit_and_name_nobody(string scope, string limit)
    {
        var gateway = _fixture.Start("Production", Rate("Minting", scope, 0.1, 1));
        using var measured = new Tags<long>(gateway.Services, "coursecomments.gateway.refused");
        using var client = gateway.CreateClient();
        await StatusAsync(client, "POST", "/api/tokens", _fixture.Identity.Token("alice"));
        await StatusAsync(client, "POST", "/api/tokens", _fixture.Identity.Token("alice"));

        Assert.Equal($"policy=Minting limit={limit}", Assert.Single(measured.All));
    }

    [Fact]
    public async Task Token_is_looked_at_only_within_the_addresss_limit_and_where_users_have_one()
    {
        var gateway = _fixture.Start("Production", Rate("Minting", "PerAddress", 0.1, 1));
        using var authentications = new Tags<double>(gateway.Services, "aspnetcore.authentication.authenticate.duration");
        using var client = gateway.CreateClient();
        await StatusAsync(client, "POST", "/api/tokens", _fixture.Identity.Token("alice"));
        await StatusAsync(client, "POST", "/api/tokens", _fixture.Identity.Token("alice"));
        await StatusAsync(client, "POST", "/webhooks/momento", _fixture.Identity.Token("alice"));

        Assert.Contains("result=success", Assert.Single(authentications.All), StringComparison.Ordinal);
    }

    private static (string Key, string Value)[] Rate(string policy, string scope, double perSecond, int burst) =>
    [
        ($"RateLimits:{policy}:{scope}:PerSecond", FormattableString.Invariant($"{perSecond}")),
        ($"RateLimits:{policy}:{scope}:Burst", FormattableString.Invariant($"{burst}")),
    ];

    /// <summary>The same claims without a signature: algorithm <c>none</c>.</summary>
    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string method, string target, string? token = null)
    {
        using var response = await SendAsync(client, method, target, token);
        return response.StatusCode;
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string method, string target, string? token)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), target);
        if (token is not null)
        {
            request.Headers.Authorization = new("Bearer", token);
        }

        return await client.SendAsync(request);
    }

    private async Task RefusedUntilAsync(int seconds, HttpClient client, string method, string target, string? token = null)
    {
        using (var refused = await SendAsync(client, method, target, token))
        {
            Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
            Assert.Equal(TimeSpan.FromSeconds(seconds), refused.Headers.RetryAfter?.Delta);
            Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
            Assert.Contains("urn:coursecomments:problem:too-many-requests", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        // Truly not before: the wait is rounded up to whole seconds, so one second earlier is too early.
        _fixture.Clock!.Advance(TimeSpan.FromSeconds(seconds - 1));
        Assert.Equal(HttpStatusCode.TooManyRequests, await StatusAsync(client, method, target, token));
        _fixture.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, method, target, token));
        Assert.Equal(HttpStatusCode.TooManyRequests, await StatusAsync(client, method, target, token));
    }
}
