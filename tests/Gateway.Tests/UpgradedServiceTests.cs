using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace CourseComments.Gateway.Tests;

/// <summary>Container Apps answers on HTTPS, and Aspire hands out such addresses under the name of the HTTP endpoint.</summary>
public sealed class UpgradedServiceTests : IAsyncLifetime
{
    private readonly GatewayFixture _fixture = new();

    public Task InitializeAsync() => _fixture.InitializeAsync();

    public Task DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task Service_that_is_named_with_https_is_asked_over_https()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = new CertificateRequest("CN=tokens", key, HashAlgorithmName.SHA256).CreateSelfSigned(now, now.AddHours(1));
        await using var tokens = await Backend.StartAsync("tokens over https", certificate);
        using var client = _fixture.Gateway(
            "Production",
            ("services:tokens:http:0", tokens.Url),
            ("ReverseProxy:Clusters:tokens:HttpClient:DangerousAcceptAnyServerCertificate", "true"));

        using var response = await client.PostAsync(new Uri("/api/tokens", UriKind.Relative), new StringContent("{}"));

        Assert.StartsWith("https://", tokens.Url, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("tokens over https", await response.Content.ReadAsStringAsync());
    }
}
