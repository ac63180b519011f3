using System.Net;
using System.Net.Http.Headers;
using System.Text;
using CourseComments.TestSupport.OpenApi;

namespace CourseComments.TokenService.Tests;

public sealed class OpenApiTests : IAsyncLifetime
{
    private static readonly Uri DocumentPath = new("/openapi/v1.json", UriKind.Relative);

    private readonly TokenServiceFixture _service = new TokenServiceFixture().With("Docs:Enabled", "true").With("Tokens:MintsPerSecond", "1");

    public Task InitializeAsync() => _service.InitializeAsync();

    public Task DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task Served_document_is_the_one_in_docs()
    {
        var difference = OpenApiSnapshot.FindDifference("openapi.tokens.json", await _service.Client.GetStringAsync(DocumentPath));

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
        var api = await ApiAsync();

        Assert.Equal(
            new Dictionary<string, string>
            {
                ["issueToken"] = "200 401 403 413 429 500 502 503 504",
                ["publishComment"] = "202 400 401 403 413 415 429 500 502 503 504",
                ["listDenied"] = "200 401 403 429 500 502 503 504",
                ["deny"] = "204 400 401 403 429 500 502 503 504",
                ["allow"] = "204 400 401 403 429 500 502 503 504",
            },
            api.Statuses);
        Assert.Equal(["allow", "deny", "issueToken", "listDenied", "publishComment"], api.Secured.Order());
    }

    [Fact]
    public async Task Real_answers_are_as_documented()
    {
        var api = await ApiAsync();
        var taylor = _service.Identity.Token("taylor");
        var comments = "/api/courses/123/comments";

        await AssertDocumentedAsync(api, "issueToken", 401, _service.PostAsync("/api/tokens", bearer: null));
        await AssertDocumentedAsync(api, "issueToken", 403, _service.PostAsync("/api/tokens", _service.Identity.Token("")));
        await AssertDocumentedAsync(api, "issueToken", 200, _service.PostAsync("/api/tokens", taylor));
        await AssertDocumentedAsync(api, "issueToken", 429, _service.PostAsync("/api/tokens", _service.Identity.Token("sam")));

        await AssertDocumentedAsync(api, "publishComment", 401, _service.PostAsync(comments, bearer: null, new { comment = "hello" }));
        await AssertDocumentedAsync(api, "publishComment", 403, _service.PostAsync(comments, _service.Identity.Token(""), new { comment = "hello" }));
        await AssertDocumentedAsync(api, "publishComment", 400, _service.PostAsync(comments, taylor, new { comment = "" }));
        await AssertDocumentedAsync(api, "publishComment", 400, PostTextAsync(comments, taylor, "{", "application/json"));
        await AssertDocumentedAsync(api, "publishComment", 415, PostTextAsync(comments, taylor, "hello", "text/plain"));
        await AssertDocumentedAsync(api, "publishComment", 413, PostTextAsync(comments, taylor, new string(' ', 33 * 1024), "application/json"));
        await AssertDocumentedAsync(api, "publishComment", 202, _service.PostAsync(comments, taylor, new { comment = "hello" }));
        await AssertDocumentedAsync(api, "publishComment", 429, _service.PostAsync(comments, _service.Identity.Token("alex"), new { comment = "hello" }));

        await _service.Momento.StopAsync();
        _service.Time.Advance(TimeSpan.FromMinutes(1));
        await AssertDocumentedAsync(api, "issueToken", 503, _service.PostAsync("/api/tokens", _service.Identity.Token("robin")));
        await AssertDocumentedAsync(api, "publishComment", 503, _service.PostAsync(comments, taylor, new { comment = "hello" }));
    }

    [Fact]
    public async Task Documented_example_of_a_request_is_taken()
    {
        using var document = System.Text.Json.JsonDocument.Parse(await _service.Client.GetStringAsync(DocumentPath));
        var example = document.RootElement.GetProperty("paths").GetProperty("/api/courses/{courseId}/comments").GetProperty("post")
            .GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("examples").GetProperty("example").GetProperty("value");

        using var response = await _service.PostAsync("/api/courses/123/comments", _service.Identity.Token("taylor"), example);

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
    }

    [Fact]
    public async Task Deployed_service_serves_no_document()
    {
        var deployed = new TokenServiceFixture();
        await deployed.InitializeAsync();
        using var response = await deployed.Client.GetAsync(DocumentPath);
        await deployed.DisposeAsync();

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    private async Task<DocumentedApi> ApiAsync() => new(await _service.Client.GetStringAsync(DocumentPath));

    private static async Task AssertDocumentedAsync(DocumentedApi api, string operationId, int status, Task<HttpResponseMessage> answering)
    {
        using var answer = await answering;
        Assert.Equal((operationId, status), (operationId, (int)answer.StatusCode));
        var faults = await api.FindFaultsAsync(operationId, answer);
        Assert.True(faults.Count == 0, $"{operationId} {status}: {string.Join("; ", faults)}");
    }

    private async Task<HttpResponseMessage> PostTextAsync(string path, string bearer, string body, string contentType)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, contentType) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        return await _service.Client.SendAsync(request);
    }
}
