using System.Net;
using CourseComments.TestSupport;

namespace CourseComments.WebhookService.Tests.Storing;

/// <summary>Momento slow, away, and back.</summary>
public sealed class OutageTests : IAsyncLifetime
{
    private readonly WebhookServiceFixture _service = new WebhookServiceFixture().With("Denials:MaxAge", "00:00:50");

    public Task InitializeAsync() => _service.InitializeAsync();

    public Task DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task After_many_failures_nothing_is_tried_for_a_moment_and_then_one_comment_finds_out()
    {
        // Who is denied must be known before Momento goes: else nothing is tried for want of that.
        var tried = 1;
        using var stored = await PostAsync((ulong)tried);
        Assert.Equal(HttpStatusCode.OK, stored.StatusCode);
        await _service.Momento.StopAsync();
        var refused = await Eventually.GetAsync("a webhook that is not tried", async () =>
        {
            var response = await PostAsync((ulong)++tried);
            return response.Headers.RetryAfter is null ? null : response;
        });
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter!.Delta);
        Assert.True(tried > 10, $"{tried}");

        var failures = _service.Measurements.Of("coursecomments.store.failures").Length;
        for (var more = 0; more < 20; more++)
        {
            (await PostAsync((ulong)++tried)).Dispose();
        }

        Assert.Equal(failures, _service.Measurements.Of("coursecomments.store.failures").Length);
        Assert.True(_service.Measurements.Of("coursecomments.webhooks", "not_tried").Length > 20);
        Assert.Contains("Most comments could not be stored.", _service.Log.Text, StringComparison.Ordinal);

        await _service.Momento.ReturnAsync();
        await Eventually.GetAsync("a webhook that is stored", async () =>
        {
            _service.Time.Advance(TimeSpan.FromSeconds(1));
            return await PostAsync((ulong)++tried) is { IsSuccessStatusCode: true } response ? response : null;
        });
        using var next = await PostAsync((ulong)++tried);
        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
        Assert.Contains("Comments can be stored again.", _service.Log.Text, StringComparison.Ordinal);
    }

    private Task<HttpResponseMessage> PostAsync(ulong sequence) => _service.PostSignedAsync(_service.Event(sequence: sequence));
}
