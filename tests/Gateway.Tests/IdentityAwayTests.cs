using System.Net;
using System.Net.Sockets;

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

    /// <summary>One after another they would wait for much longer than a request may take.</summary>
    [Fact]
    public async Task Requests_go_on_together_when_the_identity_provider_takes_connections_and_does_not_answer()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var client = _fixture.Gateway(
            "Production",
            ("Authentication:Schemes:Bearer:Authority", $"http://{silent.LocalEndpoint}"),
            ("Authentication:Schemes:Bearer:RequireHttpsMetadata", "false"));
        client.DefaultRequestHeaders.Authorization = new("Bearer", _fixture.Identity.Token("alice"));

        var statuses = await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ =>
        {
            using var response = await client.GetAsync(new Uri("/api/courses/123/comments", UriKind.Relative));
            return response.StatusCode;
        }));

        Assert.All(statuses, status => Assert.Equal(HttpStatusCode.OK, status));
    }
}
