using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using CourseComments.Benchmarks.Load;
using Momento.Client;
using Momento.Sdk;
using Momento.Sdk.Config;
using Momento.Sdk.Responses;

namespace CourseComments.Benchmarks.EndToEnd;

/// <summary>A learner with the gateway's address and Momento's SDK, who publishes and then reads until the comment is there.</summary>
internal sealed class Learner : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly HttpClient _gateway;
    private readonly TopicClient _topics;
    private readonly string _cacheName;
    private readonly string _topicName;

    private Learner(HttpClient gateway, JsonElement token)
    {
        _gateway = gateway;
        _cacheName = Text(token, "cacheName");
        _topicName = Text(token, "topicName");
        var connection = MomentoConnection.Parse($"Endpoint={Text(token, "endpoint")};ApiKey={Text(token, "token")}");
        _topics = new TopicClient(TopicConfigurations.Laptop.latest(), connection.CreateCredentialProvider());
    }

    public static async Task<Learner> SignInAsync(HttpClient gateway, string user)
    {
        using var signIn = await gateway.PostAsJsonAsync("/dev/sign-in", new { user });
        signIn.EnsureSuccessStatusCode();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/tokens");
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Bearer", Text(await signIn.Content.ReadFromJsonAsync<JsonElement>(), "access_token"));
        using var response = await gateway.SendAsync(request);
        response.EnsureSuccessStatusCode();
        return new Learner(gateway, await response.Content.ReadFromJsonAsync<JsonElement>());
    }

    /// <returns>The latencies, the shortest first.</returns>
    public async Task<IReadOnlyList<TimeSpan>> MeasureAsync(string courseId, int count)
    {
        var latencies = new List<TimeSpan>(count);
        for (var number = 0; number < count; number++)
        {
            latencies.Add(await PublishAndReadAsync(courseId, $"comment {number}"));
        }

        latencies.Sort();
        return latencies;
    }

    public void Dispose() => _topics.Dispose();

    public async Task PublishAsync(string courseId, string comment)
    {
        if (await _topics.PublishAsync(_cacheName, _topicName, JsonSerializer.Serialize(new { courseId, comment })) is TopicPublishResponse.Error error)
        {
            throw new InvalidOperationException($"A comment was not published: {error.ErrorCode}.");
        }
    }

    public async Task<IReadOnlyList<string>> NewestAsync(string courseId, int limit)
    {
        var page = await _gateway.GetFromJsonAsync<JsonElement>($"/api/courses/{courseId}/comments?limit={limit}");
        return [.. page.GetProperty("comments").EnumerateArray().Select(comment => Text(comment, "comment"))];
    }

    private async Task<TimeSpan> PublishAndReadAsync(string courseId, string comment)
    {
        var started = TimeProvider.System.GetTimestamp();
        await PublishAsync(courseId, comment);
        while (await NewestAsync(courseId, 1) is not [var newest] || newest != comment)
        {
            if (TimeProvider.System.GetElapsedTime(started) > Patience)
            {
                throw new TimeoutException($"'{comment}' was not listed within {Patience}.");
            }

            ShortPause.Wait(milliseconds: 1);
        }

        return TimeProvider.System.GetElapsedTime(started);
    }

    private static string Text(JsonElement element, string property) => element.GetProperty(property).GetString()!;
}
