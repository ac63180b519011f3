using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using CourseComments.TestSupport;

namespace CourseComments.AppHost.Tests;

/// <summary>The whole system as its AppHost describes it, in processes of its own, on ports that the system chose.</summary>
public class AppHostFixture : IAsyncLifetime
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromMinutes(2);

    private DistributedApplication? _app;

    protected virtual string[] Arguments => [];

    /// <summary>What is healthy before the first test.</summary>
    protected virtual string[] Awaited => ["gateway"];

    public HttpClient Gateway { get; private set; } = null!;

    public Uri GatewayUrl => _app!.GetEndpoint("gateway", "http");

    public Uri IdentityUrl => _app!.GetEndpoint("identity", "http");

    public async Task InitializeAsync()
    {
        using var timeout = new CancellationTokenSource(StartPatience);
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(Arguments, timeout.Token);
        Configure(builder);
        _app = await builder.BuildAsync(timeout.Token);
        await _app.StartAsync(timeout.Token);
        await Task.WhenAll(Awaited.Select(name => _app.ResourceNotifications.WaitForResourceHealthyAsync(name, timeout.Token)));
        Gateway = _app.CreateHttpClient("gateway", "http");
    }

    public async Task DisposeAsync()
    {
        Gateway?.Dispose();
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }
    }

    public async Task StopAsync(string name) => await CommandAsync(name, KnownResourceCommands.StopCommand);

    /// <summary>Starts what was stopped, and waits until it is healthy again.</summary>
    public async Task StartAsync(string name)
    {
        await CommandAsync(name, KnownResourceCommands.StartCommand);
        using var timeout = new CancellationTokenSource(StartPatience);
        // That it has ended may still be told: it is the end before this start.
        await _app!.ResourceNotifications.WaitForResourceHealthyAsync(name, WaitBehavior.WaitOnResourceUnavailable, timeout.Token);
    }

    public ValueTask<string?> ConnectionStringAsync(string name) => _app!.GetConnectionStringAsync(name);

    public async Task<string> SignInAsync(string user, string name)
    {
        using var response = await Gateway.PostAsJsonAsync("/dev/sign-in", new { user, name });
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
    }

    public async Task<HttpResponseMessage> PostAsync(string path, string? bearer, object? body = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body is null ? null : JsonContent.Create(body) };
        if (bearer is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        }

        return await Gateway.SendAsync(request);
    }

    public async Task<JsonElement[]> CommentsAsync(string courseId) =>
        [.. (await Gateway.GetFromJsonAsync<JsonElement>($"/api/courses/{courseId}/comments")).GetProperty("comments").EnumerateArray()];

    /// <summary>Waits until a course has this many comments.</summary>
    public Task<JsonElement[]> CommentsAsync(string courseId, int count) =>
        Eventually.GetAsync($"{count} comments on course {courseId}", async () =>
            await CommentsAsync(courseId) is var comments && comments.Length >= count ? comments : null);

    /// <summary>Changes what the AppHost describes, before it starts.</summary>
    protected virtual void Configure(IDistributedApplicationTestingBuilder builder)
    {
    }

    private async Task CommandAsync(string name, string command)
    {
        using var timeout = new CancellationTokenSource(StartPatience);
        var result = await _app!.ResourceCommands.ExecuteCommandAsync(name, command, timeout.Token);
        Assert.True(result.Success, $"{command} {name}: {result}");
    }
}
