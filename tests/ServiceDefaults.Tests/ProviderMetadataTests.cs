using System.Net;
using System.Net.Sockets;
using CourseComments.ServiceDefaults.Authentication;
using CourseComments.TestSupport;
using CourseComments.TestSupport.Refusals;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CourseComments.ServiceDefaults.Tests;

/// <summary>When a service asks its OpenID Connect provider for keys, and what it does without them.</summary>
public sealed class ProviderMetadataTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task The_providers_keys_are_asked_for_before_anybody_brings_a_token()
    {
        await using var provider = await TestIdentityServer.StartAsync();
        using var log = new KeptLog();
        await using var app = await StartAsync(provider.Issuer, log);

        await Eventually.IsSoAsync("the service's look at the provider's keys", () => provider.KeysGiven == 1);
        Assert.Empty(log.OfService(LogLevel.Warning));
    }

    [Fact]
    public async Task A_service_whose_provider_is_away_is_healthy_and_says_what_is_missing()
    {
        // A port that nobody else can get, and at which nobody listens.
        using var nobody = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        nobody.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        using var log = new KeptLog();
        await using var app = await StartAsync($"http://127.0.0.1:{((IPEndPoint)nobody.LocalEndPoint!).Port}", log);
        using var client = app.GetTestClient();

        Assert.Equal(HttpStatusCode.OK, await client.StatusOfAsync("/health"));
        await Eventually.IsSoAsync("the warning", () => log.OfService(LogLevel.Warning).Any());
        Assert.StartsWith(
            "The OpenID Connect provider did not give its metadata: Connection refused", log.OfService(LogLevel.Warning).Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_provider_that_does_not_answer_holds_up_neither_start_nor_end()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var log = new KeptLog();
        await using var app = await StartAsync($"http://{silent.LocalEndpoint}", log);
        using var asked = await silent.AcceptTcpClientAsync().WaitAsync(Patience);

        await app.StopAsync().WaitAsync(Patience);
        Assert.Empty(log.OfService(LogLevel.Warning));
    }

    private static async Task<WebApplication> StartAsync(string authority, KeptLog log)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = Environments.Production });
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders().AddProvider(log);
        builder.Configuration["Authentication:Schemes:Bearer:Authority"] = authority;
        builder.Configuration["Authentication:Schemes:Bearer:RequireHttpsMetadata"] = "false";
        builder.Configuration["Authentication:Schemes:Bearer:ValidAudiences:0"] = "course-comments";
        builder.AddServiceDefaults();
        builder.Services.AddBearerAuthentication();
        var app = builder.Build();
        app.UseServiceDefaults();
        await app.StartAsync().WaitAsync(Patience);
        return app;
    }
}
