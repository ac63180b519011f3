using System.Net;
using CourseComments.WebhookService.Comments;

namespace CourseComments.WebhookService.Tests.Storing;

/// <summary>Comments as large as a topic's message lets them be: together they are more than one answer of Momento may have.</summary>
public sealed class LargeCourseTests : IAsyncLifetime
{
    private readonly WebhookServiceFixture _service = new();

    public Task InitializeAsync() => _service.InitializeAsync();

    public Task DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task Course_is_read_and_an_event_delivered_again_is_found()
    {
        var emoji = string.Concat(Enumerable.Repeat("\U0001F600", 980));
        var events = Enumerable.Range(1, 500)
            .Select(number => _service.Event(sequence: (ulong)number, text: $$"""{"courseId":"123","comment":"{{emoji}}"}""")).ToList();
        foreach (var body in events)
        {
            Assert.Equal(HttpStatusCode.OK, await PostAsync(body));
        }

        // Of an element that is gone: everything before its place is looked through.
        using var page = await _service.Client.GetAsync(new Uri(
            $"/api/courses/123/comments?cursor={PageCursor.At(499, [1, 2, 3])}", UriKind.Relative));

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal(HttpStatusCode.OK, await PostAsync(events[0]));
    }

    private async Task<HttpStatusCode> PostAsync(byte[] body)
    {
        using var response = await _service.PostSignedAsync(body);
        return response.StatusCode;
    }
}
