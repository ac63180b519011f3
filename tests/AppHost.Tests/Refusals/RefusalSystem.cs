using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using CourseComments.TestSupport;
using CourseComments.TestSupport.Refusals;
using CourseComments.TestSupport.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Momento.Client;
using Momento.Sdk;
using Momento.Sdk.Config;
using Momento.Sdk.Responses;

namespace CourseComments.AppHost.Tests.Refusals;

/// <summary>
/// The whole system, with an identity provider that also signs what nobody should take, readers that need a token, one
/// denied learner, and a collector that keeps every log, metric and trace.
/// </summary>
public sealed class RefusalSystem : IAsyncLifetime
{
    private const string SigningSecret = "a-signing-secret-that-nobody-may-log";
    private static readonly TimeSpan StartPatience = TimeSpan.FromMinutes(2);

    private DistributedApplication? _app;
    private TestIdentityServer? _identity;

    public OtlpCollector Collector { get; private set; } = null!;

    public KeptLog Console { get; } = new();

    public RefusalRequests Requests { get; private set; } = null!;

    public HttpClient Gateway { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        using var timeout = new CancellationTokenSource(StartPatience);
        Collector = await OtlpCollector.StartAsync();
        _identity = await TestIdentityServer.StartAsync();
        Requests = new RefusalRequests(_identity.Identity, _identity.Issuer, SigningSecret, TimeProvider.System);

        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(
            [$"--Parameters:webhook-signing-secret={SigningSecret}"], timeout.Token);
        builder.Services.AddLogging(logging => logging.AddProvider(Console));
        foreach (var project in builder.Resources.OfType<ProjectResource>().Where(project => project.Name != "identity"))
        {
            Configure(builder.CreateResourceBuilder(project));
        }

        _app = await builder.BuildAsync(timeout.Token);
        await _app.StartAsync(timeout.Token);
        await _app.ResourceNotifications.WaitForResourceHealthyAsync("gateway", timeout.Token);
        Gateway = _app.CreateHttpClient("gateway", "http");
        await DenyAsync();
    }

    public async Task DisposeAsync()
    {
        Gateway?.Dispose();
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

        await _identity!.DisposeAsync();
        await Collector.DisposeAsync();
        Console.Dispose();
    }

    private void Configure(IResourceBuilder<ProjectResource> project)
    {
        var settings = new Dictionary<string, string>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = Collector.Endpoint,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "grpc",
            ["OTEL_SERVICE_NAME"] = project.Resource.Name,
            ["OTEL_BSP_SCHEDULE_DELAY"] = "100",
            ["OTEL_BLRP_SCHEDULE_DELAY"] = "100",
            ["OTEL_METRIC_EXPORT_INTERVAL"] = "250",
            // As talkative as it gets.
            ["Logging__LogLevel__Default"] = "Trace",
            ["Logging__LogLevel__Microsoft.AspNetCore"] = "Trace",
            ["Authentication__Schemes__Bearer__Authority"] = _identity!.Issuer,
            ["Authentication__Schemes__Bearer__ValidAudiences__0"] = TestIdentity.Audience,
            ["Authentication__Schemes__Bearer__RequireHttpsMetadata"] = "false",
            ["Learners__RequiredRoles__0"] = RefusalRequests.LearnerRole,
            ["Learners__RequiredRoles__1"] = RefusalRequests.AdminRole,
            ["Reading__RequireAuthentication"] = "true",
            ["Denials__RefreshEvery"] = "00:00:01",
            // Each case comes from an address of its own.
            ["ForwardedHeaders__KnownNetworks__0"] = "127.0.0.0/8",
            ["ForwardedHeaders__KnownNetworks__1"] = "::1/128",
        };
        foreach (var policy in new[] { "Minting", "Publishing", "Reading", "Webhooks", "Administration" })
        {
            settings[$"RateLimits__{policy}__PerAddress__PerSecond"] = "0.01";
            settings[$"RateLimits__{policy}__PerAddress__Burst"] = "20";
        }

        foreach (var (name, value) in settings)
        {
            project.WithEnvironment(name, value);
        }
    }

    private async Task DenyAsync()
    {
        var connection = MomentoConnection.Parse((await _app!.GetConnectionStringAsync("momento"))!);
        using var cache = new CacheClient(
            Configurations.Laptop.Latest(), connection.CreateCredentialProvider(), TimeSpan.FromHours(1));
        Assert.IsType<CacheSetAddElementResponse.Success>(
            await cache.SetAddElementAsync("course-comments", "denied", RefusalRequests.DeniedUser));
        await Eventually.GetAsync("denial of a learner", async () =>
        {
            using var response = await SendAsync(RefusalMatrix.Tokens, RefusalMatrix.Denied, "203.0.113.254");
            return response.StatusCode == System.Net.HttpStatusCode.Forbidden ? "denied" : null;
        });
    }

    /// <summary>Sends a request of the matrix as from a client address of its own.</summary>
    public async Task<HttpResponseMessage> SendAsync(string door, string fault, string address)
    {
        using var request = Requests.Create(door, fault);
        request.Headers.Add("X-Forwarded-For", address);
        return await Gateway.SendAsync(request);
    }
}
