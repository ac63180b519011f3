using System.Net;

namespace CourseComments.WebhookService.Tests;

public sealed class ReadingAuthenticationTests : IAsyncLifetime
{
    private readonly WebhookServiceFixture _service = new WebhookServiceFixture()
        .With("Reading:RequireAuthentication", "true")
        .With("Authentication:Schemes:Bearer:Authority", "https://identity.test")
        .With("Authentication:Schemes:Bearer:ValidAudiences:0", "course-comments");

    public Task InitializeAsync() => _service.InitializeAsync();

    public Task DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task Where_reading_takes_a_token_there_is_none_without()
    {
        using var response = await _service.Client.GetAsync(new Uri("/api/courses/123/comments", UriKind.Relative));

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Webhooks_still_prove_themselves_by_signature_alone()
    {
        using var response = await _service.PostSignedAsync(_service.Event());

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }
}
