using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CourseComments.TestSupport;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace CourseComments.DevIdentity.Tests;

public sealed class DevIdentityTests : IDisposable
{
    private const string Issuer = "http://identity.test";
    private readonly FakeTimeProvider _time = new(DateTimeOffset.Parse("2026-03-01T12:00:00Z", null));
    private readonly WebApplicationFactory<Program> _factory;
    private readonly HttpClient _client;

    public DevIdentityTests()
    {
        _factory = new WebApplicationFactory<Program>().WithWebHostBuilder(host => host
            .UseEnvironment("Development")
            .UseSetting("DevIdentity:Issuer", Issuer)
            .UseSetting("DevIdentity:KeyPath", "")
            .ConfigureTestServices(services => services.AddSingleton<TimeProvider>(_time)));
        _client = _factory.CreateClient();
    }

    [Fact]
    public async Task Sign_in_gives_a_bearer_token_for_the_user_and_name()
    {
        using var response = await _client.PostAsJsonAsync("/dev/sign-in", new { user = "taylor", name = "Taylor" });
        var body = await response.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.True(response.Headers.CacheControl!.NoStore);
        Assert.Equal("Bearer", body.GetProperty("token_type").GetString());
        Assert.Equal(900, body.GetProperty("expires_in").GetInt32());
        var token = new JsonWebToken(body.GetProperty("access_token").GetString());
        Assert.Equal("taylor", token.Subject);
        Assert.Equal("Taylor", token.GetClaim("name").Value);
        Assert.Equal(_time.GetUtcNow().UtcDateTime + TimeSpan.FromMinutes(15), token.ValidTo);
    }

    [Fact]
    public async Task Token_validates_against_the_published_keys_and_issuer()
    {
        var document = await _client.GetFromJsonAsync<JsonElement>("/.well-known/openid-configuration");
        Assert.Equal(Issuer, document.GetProperty("issuer").GetString());
        var keysPath = new Uri(document.GetProperty("jwks_uri").GetString()!).AbsolutePath;
        var keys = new JsonWebKeySet(await _client.GetStringAsync(keysPath));

        var result = await new JsonWebTokenHandler().ValidateTokenAsync(await SignInAsync("taylor"), new TokenValidationParameters
        {
            ValidIssuer = Issuer,
            ValidAudience = "course-comments",
            IssuerSigningKeys = keys.GetSigningKeys(),
            LifetimeValidator = (notBefore, expires, _, _) => notBefore <= _time.GetUtcNow().UtcDateTime && expires > _time.GetUtcNow().UtcDateTime,
        });

        Assert.True(result.IsValid, result.Exception?.Message);
    }

    [Fact]
    public async Task Published_keys_hold_no_private_part() =>
        Assert.DoesNotContain("\"d\"", await _client.GetStringAsync("/.well-known/jwks.json"), StringComparison.Ordinal);

    [Fact]
    public async Task Without_a_name_the_user_is_the_name() =>
        Assert.Equal("robin", new JsonWebToken(await SignInAsync("robin")).GetClaim("name").Value);

    [Fact]
    public async Task User_of_the_configuration_has_its_name_and_roles()
    {
        var token = new JsonWebToken(await SignInAsync("morgan"));

        Assert.Equal("Morgan", token.GetClaim("name").Value);
        Assert.Equal(["comments-admin"], token.Claims.Where(claim => claim.Type == "roles").Select(claim => claim.Value));
    }

    [Fact]
    public async Task User_whom_nobody_configured_has_no_roles() =>
        Assert.DoesNotContain(new JsonWebToken(await SignInAsync("robin")).Claims, claim => claim.Type == "roles");

    [Theory]
    [InlineData("""{}""", "user")]
    [InlineData("""{"user":"  "}""", "user")]
    [InlineData("""{"user":"a","name":"01234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890"}""", "name")]
    public async Task Bad_request_names_the_field(string json, string field)
    {
        using var content = new StringContent(json, null, "application/json");
        using var response = await _client.PostAsync(new Uri("/dev/sign-in", UriKind.Relative), content);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("urn:coursecomments:problem:invalid-request", problem.GetProperty("type").GetString());
        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _));
    }

    [Fact]
    public async Task Malformed_json_is_a_problem_and_not_an_exception()
    {
        using var content = new StringContent("{", null, "application/json");
        using var response = await _client.PostAsync(new Uri("/dev/sign-in", UriKind.Relative), content);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Staging")]
    public async Task Outside_development_it_does_not_start(string environment)
    {
        var (exitCode, _, errors) = await ServiceProcess.RunToEndAsync(typeof(Program).Assembly, new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = environment,
            ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
            ["DevIdentity__Issuer"] = Issuer,
        });

        Assert.Equal(1, exitCode);
        Assert.Contains("Development", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_fault_of_the_configuration_is_listed_with_its_key()
    {
        await FaultyConfiguration.AssertIsListedAsync(
            typeof(Program).Assembly,
            new Dictionary<string, string>
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Development",
                ["DevIdentity__TokenLifetime"] = "soon",
                ["DevIdentity__Isuer"] = Issuer,
                ["DevIdentity__KeyPath"] = "",
                ["DevIdentity__Users__0__Id"] = " ",
                ["DevIdentity__Users__1__Id"] = "morgan",
                ["DevIdentity__Clients__0__RedirectUris__0"] = "/callback",
            },
            "DevIdentity:Issuer: is missing.",
            "DevIdentity:Isuer: is not a known key.",
            "DevIdentity:TokenLifetime: cannot be read as TimeSpan.",
            "DevIdentity:Users:0:Id: must be 1 to 255 characters.",
            "DevIdentity:Users:2:Id: is the id of another user, too.",
            "DevIdentity:Clients:0:RedirectUris:0: must be an absolute URL");
    }

    public void Dispose()
    {
        _client.Dispose();
        _factory.Dispose();
    }

    private async Task<string> SignInAsync(string user)
    {
        using var response = await _client.PostAsJsonAsync("/dev/sign-in", new { user });
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
    }
}
