using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Aspire.Hosting;
using Aspire.Hosting.Testing;
using CourseComments.TestSupport;

namespace CourseComments.AppHost.Tests;

/// <summary>The whole system as its AppHost describes it, in processes of its own, on ports that the system chose.</summary>
public sealed class AppHostFixture : IAsyncLifetime
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromMinutes(2);

    private DistributedApplication? _app;

    public HttpClient Gateway { get; private set; } = null!;

    public Uri GatewayUrl => _app!.GetEndpoint("gateway", "http");

    public Uri IdentityUrl => _app!.GetEndpoint("identity", "http");

    public async Task InitializeAsync()
    {
        using var timeout = new CancellationTokenSource(StartPatience);
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(timeout.Token);
        _app = await builder.BuildAsync(timeout.Token);
        await _app.StartAsync(timeout.Token);
        await _app.ResourceNotifications.WaitForResourceHealthyAsync("gateway", timeout.Token);
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
}
