using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CourseComments.ServiceDefaults.Authentication;
using CourseComments.ServiceDefaults.Errors;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CourseComments.ServiceDefaults.Tests;

public sealed class ServiceDefaultsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Health_fails_with_a_dependency_and_alive_does_not()
    {
        await using var app = await StartAsync(builder => builder.Services.AddHealthChecks()
            .AddCheck("dependency", () => HealthCheckResult.Unhealthy()));
        using var client = app.GetTestClient();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await client.StatusOfAsync("/health"));
        Assert.Equal(HttpStatusCode.OK, await client.StatusOfAsync("/alive"));
    }

    [Fact]
    public async Task Healthy_service_says_so()
    {
        await using var app = await StartAsync(_ => { });
        using var client = app.GetTestClient();

        Assert.Equal(HttpStatusCode.OK, await client.StatusOfAsync("/health"));
    }

    [Fact]
    public async Task What_a_service_needs_is_looked_at_before_anybody_asks()
    {
        var asked = new TaskCompletionSource();
        await using var app = await StartAsync(builder => builder.Services.AddHealthChecks().AddAsyncCheck("dependency", () =>
        {
            asked.TrySetResult();
            return Task.FromResult(HealthCheckResult.Healthy());
        }));

        await Asked(asked);
    }

    [Fact]
    public async Task Whatever_a_service_needs_may_fail_before_it_runs()
    {
        var asked = new TaskCompletionSource();
        await using var app = await StartAsync(builder => builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            "dependency",
            _ =>
            {
                asked.TrySetResult();
                throw new InvalidOperationException("not made");
            },
            failureStatus: null,
            tags: null)));
        using var client = app.GetTestClient();
        await Asked(asked);

        Assert.Equal(HttpStatusCode.OK, await client.StatusOfAsync("/alive"));
    }

    [Fact]
    public async Task Health_is_told_to_whoever_asks_whatever_stands_before_the_rest()
    {
        await using var app = await StartAsync(_ => { }, app => app.Use(RequestDelegate (_) => context =>
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        }));
        using var client = app.GetTestClient();

        Assert.Equal(HttpStatusCode.Forbidden, await client.StatusOfAsync("/nowhere"));
        Assert.Equal(HttpStatusCode.OK, await client.StatusOfAsync("/health"));
        Assert.Equal(HttpStatusCode.OK, await client.StatusOfAsync("/alive"));
    }

    [Fact]
    public async Task No_key_is_made_at_the_start()
    {
        await using var app = await StartAsync(builder => Authenticate(builder, "https://identity.test", "course-comments"));

        Assert.DoesNotContain(
            app.Services.GetServices<IHostedService>(),
            service => service.GetType().Namespace!.StartsWith("Microsoft.AspNetCore.DataProtection", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Unknown_path_is_a_problem_with_a_stable_type()
    {
        await using var app = await StartAsync(_ => { });
        using var client = app.GetTestClient();

        var problem = await ProblemOf(client, "/nowhere", HttpStatusCode.NotFound);

        Assert.Equal("urn:coursecomments:problem:not-found", problem.GetProperty("type").GetString());
    }

    [Fact]
    public async Task Exception_is_a_problem_that_says_nothing_of_itself()
    {
        await using var app = await StartAsync(_ => { }, app => app.MapGet("/fail", string () => throw new InvalidOperationException("inner detail")));
        using var client = app.GetTestClient();

        var problem = await ProblemOf(client, "/fail", HttpStatusCode.InternalServerError);

        Assert.Equal("urn:coursecomments:problem:internal", problem.GetProperty("type").GetString());
        Assert.DoesNotContain("inner detail", problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Retry_after_is_rounded_up_to_whole_seconds()
    {
        await using var app = await StartAsync(_ => { }, app => app.MapGet("/busy", (HttpResponse response) =>
            Problems.TooManyRequests(response, TimeSpan.FromMilliseconds(1200))));
        using var client = app.GetTestClient();

        using var response = await client.GetAsync(new Uri("/busy", UriKind.Relative));

        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(2), response.Headers.RetryAfter?.Delta);
    }

    [Theory]
    [InlineData(null, "course-comments", "Authentication:Schemes:Bearer:Authority")]
    [InlineData("identity", "course-comments", "Authentication:Schemes:Bearer:Authority")]
    [InlineData("http://identity.test", "course-comments", "RequireHttpsMetadata")]
    [InlineData("https://identity.test", null, "Authentication:Schemes:Bearer:ValidAudiences")]
    public async Task Without_an_authority_or_audience_a_service_does_not_start(string? authority, string? audience, string key)
    {
        var fault = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(builder => Authenticate(builder, authority, audience)));
        Assert.Contains(key, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_an_authority_and_audience_a_service_starts()
    {
        await using var app = await StartAsync(builder => Authenticate(builder, "https://identity.test", "course-comments"));
        Assert.Equal("https://identity.test", app.Services.GetRequiredService<IOptionsMonitor<JwtBearerOptions>>().Get("Bearer").Authority);
    }

    private static void Authenticate(WebApplicationBuilder builder, string? authority, string? audience)
    {
        builder.Configuration["Authentication:Schemes:Bearer:Authority"] = authority;
        builder.Configuration["Authentication:Schemes:Bearer:ValidAudiences:0"] = audience;
        builder.Services.AddBearerAuthentication();
    }

    private static async Task<WebApplication> StartAsync(Action<WebApplicationBuilder> configure, Action<WebApplication>? map = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = Environments.Production });
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.AddServiceDefaults();
        configure(builder);
        var app = builder.Build();
        app.UseServiceDefaults();
        map?.Invoke(app);
        await app.StartAsync();
        return app;
    }

    private static async Task Asked(TaskCompletionSource asked)
    {
        try
        {
            await asked.Task.WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"The check was not made within {Patience}.");
        }
    }

    private static async Task<JsonElement> ProblemOf(HttpClient client, string path, HttpStatusCode status)
    {
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }
}
