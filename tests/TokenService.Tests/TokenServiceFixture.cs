using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using CourseComments.TestSupport;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace CourseComments.TokenService.Tests;

/// <summary>The real service over a real emulator, with a clock that stands still.</summary>
public sealed class TokenServiceFixture : IAsyncLifetime
{
    private readonly Dictionary<string, string> _settings = new()
    {
        // A busy machine is not Momento being slow.
        ["Momento:Client:ClientTimeout"] = "00:00:20",
    };

    private readonly TokenServiceFixture? _other;
    private WebApplicationFactory<Program>? _factory;

    public TokenServiceFixture()
    {
    }

    /// <summary>Another instance beside one that was started: the same Momento, identity provider and clock.</summary>
    public TokenServiceFixture(TokenServiceFixture other)
    {
        _other = other;
        (Time, Identity, Momento) = (other.Time, other.Identity, other.Momento);
    }

    public FakeTimeProvider Time { get; } = new(TimeProvider.System.GetUtcNow());

    public TestIdentity Identity { get; } = new();

    public KeptLog Log { get; } = new();

    public LocalMomento Momento { get; private set; } = null!;

    public HttpClient Client { get; private set; } = null!;

    public Measurements Measurements { get; private set; } = null!;

    /// <summary>A setting; before the service starts.</summary>
    public TokenServiceFixture With(string key, string value)
    {
        _settings[key] = value;
        return this;
    }

    /// <summary>For a test that stores something before the service starts.</summary>
    public async Task StartMomentoAsync() => Momento ??= await LocalMomento.StartAsync();

    public async Task InitializeAsync()
    {
        await StartMomentoAsync();
        _factory = new WebApplicationFactory<Program>().WithWebHostBuilder(host => Configured(host)
            .UseEnvironment("Production")
            .UseSetting("ConnectionStrings:momento", Momento.ConnectionString)
            .UseSetting("Authentication:Schemes:Bearer:Authority", TestIdentity.Issuer)
            .UseSetting("Authentication:Schemes:Bearer:ValidAudiences:0", TestIdentity.Audience)
            .ConfigureLogging(logging => logging.AddProvider(Log))
            .ConfigureTestServices(services =>
            {
                services.AddSingleton<TimeProvider>(Time);
                Identity.TrustedBy(services);
            }));
        // A real server: the test server knows no limit of a body's size.
        _factory.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port: 0));
        Client = _factory.CreateClient();
        Measurements = new Measurements(_factory.Services.GetRequiredService<IMeterFactory>(), "CourseComments.TokenService");
    }

    public Measurements MeasurementsOf(string meterName) =>
        new(_factory!.Services.GetRequiredService<IMeterFactory>(), meterName);

    public Task<HttpResponseMessage> PostAsync(string path, string? bearer, object? body = null) =>
        SendAsync(HttpMethod.Post, path, bearer, body);

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? bearer, object? body = null)
    {
        var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        if (bearer is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        }

        return Client.SendAsync(request);
    }

    public async Task<JsonElement> GetTokenAsync(string user, string? name = null)
    {
        using var response = await PostAsync("/api/tokens", Identity.Token(user, name));
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>A bearer token of an administrator.</summary>
    public string AdminToken(string user = "ada", string role = "comments-admin") =>
        Identity.Token(user, "Ada", more: ("roles", new[] { "staff", role }));

    public Task<HttpStatusCode> DenyAsync(string tokenId) => ChangeAsync(HttpMethod.Put, tokenId);

    public Task<HttpStatusCode> AllowAsync(string tokenId) => ChangeAsync(HttpMethod.Delete, tokenId);

    private async Task<HttpStatusCode> ChangeAsync(HttpMethod method, string tokenId)
    {
        using var response = await SendAsync(method, $"/api/admin/denied/{tokenId}", AdminToken());
        return response.StatusCode;
    }

    private IWebHostBuilder Configured(IWebHostBuilder host) =>
        _settings.Aggregate(host, (configured, setting) => configured.UseSetting(setting.Key, setting.Value));

    public async Task DisposeAsync()
    {
        Measurements.Dispose();
        Client.Dispose();
        await _factory!.DisposeAsync();
        Log.Dispose();
        if (_other is null)
        {
            await Momento.DisposeAsync();
            Identity.Dispose();
        }
    }
}
