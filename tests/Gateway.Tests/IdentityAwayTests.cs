using System.Net;

namespace CourseComments.Gateway.Tests;

public sealed class IdentityAwayTests : IAsyncLifetime
{
    private readonly GatewayFixture _fixture = new() { IsIdentityAway = true };

    public Task InitializeAsync() => _fixture.InitializeAsync();

    public Task DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task Request_goes_on_to_the_service_when_the_identity_provider_is_away()
    {
        using var client = _fixture.Gateway(
            "Production",
            ("Authentication:Schemes:Bearer:Authority", "http://127.0.0.1:1"),
            ("Authentication:Schemes:Bearer:RequireHttpsMetadata", "false"));
        client.DefaultRequestHeaders.Authorization = new("Bearer", _fixture.Identity.Token("alice"));
        using var response = await client.PostAsync(new Uri("/api/tokens", UriKind.Relative), null);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Single(_fixture.Backends["tokens"].Received);
    }
}
