using System.Net;
using CourseComments.TestSupport;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CourseComments.ServiceDefaults.Tests;

/// <summary>What a platform sees of a service that it told to end.</summary>
public sealed class ShutdownTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task A_service_that_was_told_to_end_says_so_and_takes_requests_until_the_delay_is_over()
    {
        var clock = new FakeTimeProvider();
        await using var app = Build(clock, $"{Delay}");
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        Assert.Equal(HttpStatusCode.OK, await client.StatusOfAsync("/health"));

        var ended = app.StopAsync();
        await Eventually.IsSoAsync(
            "the word that it ends", async () => await client.StatusOfAsync("/health") == HttpStatusCode.ServiceUnavailable);
        Assert.Equal(HttpStatusCode.OK, await client.StatusOfAsync("/alive"));
        clock.Advance(Delay - TimeSpan.FromMilliseconds(1));
        Assert.Equal(HttpStatusCode.OK, await client.StatusOfAsync("/alive"));
        Assert.False(ended.IsCompleted);

        clock.Advance(TimeSpan.FromMilliseconds(1));
        await ended.WaitAsync(Patience);
        await Assert.ThrowsAsync<HttpRequestException>(() => client.StatusOfAsync("/alive"));
    }

    [Fact]
    public async Task Without_a_delay_a_service_ends_at_once()
    {
        await using var app = Build(new FakeTimeProvider(), delay: null);
        await app.StartAsync();

        await app.StopAsync().WaitAsync(Patience);
    }

    [Theory]
    [InlineData("00:00:06")]
    [InlineData("-00:00:01")]
    public async Task A_delay_that_leaves_too_little_time_to_drain_is_refused(string delay)
    {
        await using var app = Build(new FakeTimeProvider(), delay);
        var fault = await Assert.ThrowsAsync<OptionsValidationException>(() => app.StartAsync());
        Assert.Contains("Shutdown:Delay: must be between 0 and 5 seconds.", fault.Message, StringComparison.Ordinal);
    }

    private static WebApplication Build(FakeTimeProvider clock, string? delay)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = Environments.Production });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Configuration["Shutdown:Delay"] = delay;
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.AddServiceDefaults();
        var app = builder.Build();
        app.UseServiceDefaults();
        return app;
    }
}
