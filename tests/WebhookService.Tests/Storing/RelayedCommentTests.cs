using System.Net;

namespace CourseComments.WebhookService.Tests.Storing;

/// <summary>The relay reads a message again after a restart, and says that it was received then.</summary>
public sealed class RelayedCommentTests : IAsyncLifetime
{
    private readonly WebhookServiceFixture _service = new WebhookServiceFixture { MomentoKeepsTheSameTime = true }
        .With("Comments:MaxPerCourse", "5").With("Denials:MaxAge", "00:00:50");

    public Task InitializeAsync() => _service.InitializeAsync();

    public Task DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task Comment_that_newer_ones_pushed_out_does_not_come_back()
    {
        for (var number = 1ul; number <= 6; number++)
        {
            Assert.Equal(HttpStatusCode.OK, await PostAsync(page: 7, number, $"{number}"));
            _service.Time.Advance(TimeSpan.FromMilliseconds(10));
        }

        Assert.Equal(HttpStatusCode.OK, await PostAsync(page: 7, 1, "1"));

        Assert.Equal(["6", "5", "4", "3", "2"], await _service.TextsAsync());
    }

    private async Task<HttpStatusCode> PostAsync(ulong page, ulong number, string comment)
    {
        using var response = await _service.PostSignedAsync(_service.Event(comment: comment, sequence: number, page: page));
        return response.StatusCode;
    }
}
