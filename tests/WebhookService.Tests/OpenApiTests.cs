using System.Net;
using System.Text.Json;
using CourseComments.TestSupport.OpenApi;

namespace CourseComments.WebhookService.Tests;

public sealed class OpenApiTests : IAsyncLifetime
{
    private static readonly Uri DocumentPath = new("/openapi/v1.json", UriKind.Relative);

    private readonly WebhookServiceFixture _service = new WebhookServiceFixture().With("Docs:Enabled", "true");

    public Task InitializeAsync() => _service.InitializeAsync();

    public Task DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task Served_document_is_the_one_in_docs()
    {
        var difference = OpenApiSnapshot.FindDifference("openapi.comments.json", await _service.Client.GetStringAsync(DocumentPath));

        Assert.True(difference is null, difference);
    }

    [Fact]
    public async Task Document_has_no_warning_and_every_operation_is_described_with_examples()
    {
        var faults = OpenApiRules.FindFaults(await _service.Client.GetStringAsync(DocumentPath));

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Fact]
    public async Task Every_status_that_an_operation_answers_with_is_documented()
    {
        var api = await ApiAsync(_service);

        Assert.Equal(
            new Dictionary<string, string>
            {
                ["listComments"] = "200 304 400 429 500 502 503 504",
                ["receiveMomentoEvent"] = "200 400 403 413 415 429 500 502 503 504",
            },
            api.Statuses);
        Assert.Empty(api.Secured);
    }

    [Fact]
    public async Task Where_reading_takes_a_token_the_document_says_so()
    {
        var closed = new WebhookServiceFixture()
            .With("Docs:Enabled", "true")
            .With("Reading:RequireAuthentication", "true")
            .With("Authentication:Schemes:Bearer:Authority", "https://identity.test")
            .With("Authentication:Schemes:Bearer:ValidAudiences:0", "course-comments");
        await closed.InitializeAsync();
        var api = await ApiAsync(closed);
        using var answer = await closed.Client.GetAsync(new Uri("/api/courses/123/comments", UriKind.Relative));
        var faults = await api.FindFaultsAsync("listComments", answer);
        await closed.DisposeAsync();

        Assert.Equal(["listComments"], api.Secured);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Empty(faults);
    }

    [Fact]
    public async Task Real_answers_are_as_documented()
    {
        var api = await ApiAsync(_service);
        var body = _service.Event();

        await AssertDocumentedAsync(api, "receiveMomentoEvent", 200, _service.PostSignedAsync(body));
        await AssertDocumentedAsync(api, "receiveMomentoEvent", 400, _service.PostSignedAsync(_service.Event(tokenId: "")));
        await AssertDocumentedAsync(api, "receiveMomentoEvent", 403, _service.PostAsync(body, signature: null));
        await AssertDocumentedAsync(api, "receiveMomentoEvent", 413, _service.PostSignedAsync(new byte[33 * 1024]));
        await AssertDocumentedAsync(api, "receiveMomentoEvent", 415, _service.PostAsync(body, signature: null, "text/plain"));

        await AssertDocumentedAsync(api, "listComments", 400, GetAsync("/api/courses/123/comments?limit=0"));
        await AssertDocumentedAsync(api, "listComments", 400, GetAsync("/api/courses/a.b/comments"));

        await _service.Momento.StopAsync();
        await AssertDocumentedAsync(api, "receiveMomentoEvent", 503, _service.PostSignedAsync(body));
        await AssertDocumentedAsync(api, "listComments", 503, GetAsync("/api/courses/123/comments"));
    }

    [Fact]
    public async Task Documented_example_of_an_event_is_stored_when_it_is_signed_and_fresh()
    {
        using var document = JsonDocument.Parse(await _service.Client.GetStringAsync(DocumentPath));
        var example = document.RootElement.GetProperty("paths").GetProperty("/webhooks/momento").GetProperty("post")
            .GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("examples").GetProperty("example").GetProperty("value");
        _service.Time.AdjustTime(DateTimeOffset.FromUnixTimeMilliseconds(example.GetProperty("publish_timestamp").GetInt64()));

        using var response = await _service.PostSignedAsync(WebhookServiceFixture.Utf8(example.GetRawText()));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(["This course is awesome!"], await _service.TextsAsync());
    }

    [Fact]
    public async Task Deployed_service_serves_no_document()
    {
        var deployed = new WebhookServiceFixture();
        await deployed.InitializeAsync();
        using var response = await deployed.Client.GetAsync(DocumentPath);
        await deployed.DisposeAsync();

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    private static async Task<DocumentedApi> ApiAsync(WebhookServiceFixture service) => new(await service.Client.GetStringAsync(DocumentPath));

    private Task<HttpResponseMessage> GetAsync(string target) => _service.Client.GetAsync(new Uri(target, UriKind.Relative));

    private static async Task AssertDocumentedAsync(DocumentedApi api, string operationId, int status, Task<HttpResponseMessage> answering)
    {
        using var answer = await answering;
        Assert.Equal((operationId, status), (operationId, (int)answer.StatusCode));
        var faults = await api.FindFaultsAsync(operationId, answer);
        Assert.True(faults.Count == 0, $"{operationId} {status}: {string.Join("; ", faults)}");
    }
}
