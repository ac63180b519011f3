using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace CourseComments.DevIdentity.Tests;

/// <summary>DevIdentity in the test's process, with keys and a clock of its own.</summary>
public sealed class LocalProvider : IDisposable
{
    public const string Issuer = "http://identity.test";

    private readonly TemporaryFolder _folder = new();
    private readonly WebApplicationFactory<Program> _factory;

    public LocalProvider(string? keyPath = null, params (string Key, string Value)[] settings)
    {
        _factory = new WebApplicationFactory<Program>().WithWebHostBuilder(host =>
        {
            host.UseEnvironment("Development")
                .UseSetting("DevIdentity:Issuer", Issuer)
                .UseSetting("DevIdentity:KeyPath", keyPath ?? _folder.PathOf("keys.json"))
                .ConfigureTestServices(services => services
                    .AddSingleton<TimeProvider>(Time)
                    .AddSingleton<ILoggerProvider>(Logs));
            foreach (var (key, value) in settings)
            {
                host.UseSetting(key, value);
            }
        });
        Http = NewBrowser();
    }

    public CollectedLogs Logs { get; } = new();

    public FakeTimeProvider Time { get; } = new(DateTimeOffset.Parse("2026-03-01T12:00:00Z", null));

    public HttpClient Http { get; }

    /// <summary>A client with cookies of its own that shows redirects instead of following them.</summary>
    public HttpClient NewBrowser() => _factory.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });

    public Task<JsonElement> DiscoverAsync() => Http.GetFromJsonAsync<JsonElement>("/.well-known/openid-configuration");

    public async Task<JsonWebKeySet> KeysAsync() =>
        new(await Http.GetStringAsync((await DiscoverAsync()).GetProperty("jwks_uri").GetString()));

    /// <summary>As a resource server or client does that knows the provider by its discovery document alone.</summary>
    public async Task<TokenValidationResult> ValidateAsync(string token, string audience) =>
        await new JsonWebTokenHandler { MapInboundClaims = false }.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = (await DiscoverAsync()).GetProperty("issuer").GetString(),
            ValidAudience = audience,
            ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
            IssuerSigningKeys = (await KeysAsync()).GetSigningKeys(),
            LifetimeValidator = (_, to, _, _) => to > Time.GetUtcNow().UtcDateTime,
        });

    public void Dispose()
    {
        Http.Dispose();
        _factory.Dispose();
        _folder.Dispose();
        Logs.Dispose();
    }
}
