using System.Diagnostics;
using System.Net;
using CourseComments.TestSupport;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace CourseComments.AppHost.Tests;

/// <summary>The scripts that end a deployment, for either kind of shell, against a gateway that is none.</summary>
public sealed class ShowUrlsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Theory]
    [ToolData("bash", "curl")]
    [ToolData("pwsh")]
    public async Task Script_after_a_deployment_says_where_the_system_is_and_what_to_enter_at_momento(string shell)
    {
        await using var gateway = await StartAsync(HttpStatusCode.OK);

        var (exitCode, output, _) = await ShowUrlsAsync(shell, ("GATEWAY_URL", gateway.Urls.Single()));

        Assert.Equal(0, exitCode);
        Assert.Contains($" {gateway.Urls.Single()}/webhooks/momento", output, StringComparison.Ordinal);
    }

    [Theory]
    [ToolData("bash", "curl")]
    [ToolData("pwsh")]
    public async Task Script_after_a_deployment_with_the_relay_asks_for_no_webhook(string shell)
    {
        await using var gateway = await StartAsync(HttpStatusCode.OK);

        var (exitCode, output, _) = await ShowUrlsAsync(shell, ("GATEWAY_URL", gateway.Urls.Single()), ("Ingest", "relay"));

        Assert.Equal(0, exitCode);
        Assert.DoesNotContain("/webhooks/momento", output, StringComparison.Ordinal);
        Assert.Contains("Momento needs no webhook", output, StringComparison.Ordinal);
    }

    [Theory]
    [ToolData("bash", "curl")]
    [ToolData("pwsh")]
    public async Task Script_after_a_deployment_fails_when_the_gateway_does_not_answer(string shell)
    {
        await using var gateway = await StartAsync(HttpStatusCode.NotFound);

        var (exitCode, output, errors) = await ShowUrlsAsync(shell, ("GATEWAY_URL", gateway.Urls.Single()));

        Assert.Equal(1, exitCode);
        Assert.Empty(output);
        Assert.Contains("/health does not answer", errors, StringComparison.Ordinal);
    }

    /// <summary>Docker's proxy takes a connection before the service listens, and ends it without a word.</summary>
    [Theory]
    [ToolData("bash", "curl")]
    [ToolData("pwsh")]
    public async Task Script_after_a_deployment_tries_again_when_the_gateway_hangs_up(string shell)
    {
        await using var gateway = await StartAsync(HttpStatusCode.OK, hangsUp: 1);

        var (exitCode, _, errors) = await ShowUrlsAsync(shell, ("GATEWAY_URL", gateway.Urls.Single()), ("SHOW_URLS_RETRIES", "1"));

        Assert.True(exitCode == 0, errors);
    }

    [Theory]
    [ToolData("bash", "curl")]
    [ToolData("pwsh")]
    public async Task Script_after_a_deployment_takes_the_domain_that_azd_knows(string shell)
    {
        var (exitCode, _, errors) = await ShowUrlsAsync(shell, ("AZURE_CONTAINER_APPS_ENVIRONMENT_DEFAULT_DOMAIN", "nowhere.invalid"));

        Assert.Equal(1, exitCode);
        Assert.Contains("https://gateway.nowhere.invalid/health does not answer", errors, StringComparison.Ordinal);
    }

    [Theory]
    [ToolData("bash")]
    [ToolData("pwsh")]
    public async Task Script_after_a_deployment_asks_for_an_address_when_it_knows_none(string shell) =>
        Assert.Equal(2, (await ShowUrlsAsync(shell)).ExitCode);

    private static async Task<WebApplication> StartAsync(HttpStatusCode health, int hangsUp = 0)
    {
        // Reads no settings: the folder of these tests has some that are a service's.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var gateway = builder.Build();
        gateway.Run(context =>
        {
            if (Interlocked.Decrement(ref hangsUp) >= 0)
            {
                context.Abort();
            }

            context.Response.StatusCode = context.Request.Path == "/health" ? (int)health : 500;
            return Task.CompletedTask;
        });
        await gateway.StartAsync();
        return gateway;
    }

    private static Task<(int ExitCode, string Output, string Errors)> ShowUrlsAsync(string shell, params (string Name, string Value)[] environment)
    {
        var hooks = Path.Combine(Repository.Root, "eng", "hooks");
        var start = shell == "pwsh"
            ? new ProcessStartInfo(shell, ["-NoProfile", "-NonInteractive", "-File", Path.Combine(hooks, "show-urls.ps1")])
            : new ProcessStartInfo(shell, [Path.Combine(hooks, "show-urls.sh")]);
        start.Environment["SHOW_URLS_RETRIES"] = "0";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return ProcessRun.ToEndAsync(start, Patience);
    }
}
