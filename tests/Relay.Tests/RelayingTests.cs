using System.Text.Json;
using CourseComments.ServiceDefaults.Errors;
using CourseComments.TestSupport;
using Microsoft.AspNetCore.Http;
using Momento.Webhooks;

namespace CourseComments.Relay.Tests;

public sealed class RelayingTests : IAsyncLifetime
{
    private readonly RelayFixture _relay = new();

    public Task InitializeAsync() => _relay.InitializeAsync();

    public Task DisposeAsync() => _relay.DisposeAsync();

    [Fact]
    public async Task A_message_is_posted_signed_fresh_and_with_its_publishers_id_and_place()
    {
        const string Text = """{"courseId":"123","comment":"Great course!"}""";
        _relay.Start();

        await _relay.PublishAsAsync("taylor", Text);
        await _relay.AcceptedAsync(1);

        var delivery = Assert.Single(_relay.Receiver.All);
        var age = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() - delivery.Event.PublishTimestamp;
        Assert.Equal(SignatureVerification.Valid, delivery.Signature);
        Assert.Equal(("taylor", Text, 1ul), (delivery.Event.TokenId, delivery.Event.Text, delivery.Event.TopicSequenceNumber));
        Assert.Equal((LocalMomento.CacheName, LocalMomento.TopicName), (delivery.Event.Cache, delivery.Event.Topic));
        Assert.NotNull(delivery.Event.TopicSequencePage);
        Assert.InRange(age, 0, 20_000);
        Assert.DoesNotContain("Great course!", _relay.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(RelayFixture.Secret, _relay.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_course_keeps_its_order_and_nothing_is_lost_while_the_receiver_fails_at_random()
    {
        const int Courses = 5;
        const int Each = 12;
        var random = new Random(4711);
        _relay.Receiver.Answer = _ =>
        {
            lock (random)
            {
                return random.Next(3) switch
                {
                    0 => Results.StatusCode(StatusCodes.Status503ServiceUnavailable),
                    1 => Results.StatusCode(StatusCodes.Status429TooManyRequests),
                    _ => Results.Ok(),
                };
            }
        };
        _relay.With("Relay:QueueCapacity", "10").Start();

        for (var number = 0; number < Each; number++)
        {
            for (var course = 0; course < Courses; course++)
            {
                await _relay.PublishAsync($"course-{course}", $"{number}");
            }
        }

        await _relay.AcceptedAsync(Courses * Each);
        await _relay.CheckpointedAsync(Courses * Each);

        foreach (var course in _relay.Receiver.Accepted.Select(text => JsonDocument.Parse(text).RootElement)
            .GroupBy(message => message.GetProperty("courseId").GetString(), message => message.GetProperty("comment").GetString()))
        {
            Assert.Equal(Enumerable.Range(0, Each).Select(number => $"{number}"), course);
        }
    }

    [Fact]
    public async Task A_course_that_waits_keeps_no_other_waiting()
    {
        _relay.Receiver.Answer = received => received.Text.Contains("stuck", StringComparison.Ordinal)
            ? Results.StatusCode(StatusCodes.Status503ServiceUnavailable)
            : Results.Ok();
        _relay.With("Relay:Concurrency", "1").Start();

        await _relay.PublishAsync("stuck", "waits");
        await _relay.PublishAsync("123", "goes");
        await _relay.AcceptedAsync(1);

        Assert.Contains("goes", Assert.Single(_relay.Receiver.Accepted), StringComparison.Ordinal);
        await _relay.CheckpointedAsync(0);
    }

    [Fact]
    public async Task Retry_after_is_waited_for()
    {
        var isFirst = true;
        _relay.Receiver.Answer = _ =>
        {
            if (!isFirst)
            {
                return Results.Ok();
            }

            isFirst = false;
            return new RetryLater("1");
        };
        _relay.Start();

        await _relay.PublishAsync("123", "Great course!");
        await _relay.AcceptedAsync(1);

        var (first, second) = (_relay.Receiver.All[0], _relay.Receiver.All[1]);
        Assert.True(TimeProvider.System.GetElapsedTime(first.At, second.At) >= TimeSpan.FromSeconds(0.95));
        Assert.True(second.Event.PublishTimestamp > first.Event.PublishTimestamp);
        Assert.Equal(first.Event.EventTimestamp, second.Event.EventTimestamp);
    }

    [Fact]
    public async Task What_is_denied_is_dropped_and_counts_as_dealt_with()
    {
        _relay.Receiver.Answer = _ => Results.Problem(statusCode: StatusCodes.Status403Forbidden, type: ProblemTypes.Denied);
        var relay = _relay.Start();

        await _relay.PublishAsync("123", "Great course!");
        await _relay.CheckpointedAsync(1);

        Assert.Single(_relay.Receiver.All);
        Assert.Equal((0, "0 dead letters."), Trimmed(await RelayFixture.CommandAsync(relay, "list")));
    }

    private static (int ExitCode, string Output) Trimmed((int ExitCode, string Output) result) => (result.ExitCode, result.Output.Trim());

    private sealed class RetryLater(string seconds) : IResult, IStatusCodeHttpResult
    {
        public int? StatusCode => StatusCodes.Status503ServiceUnavailable;

        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            httpContext.Response.Headers.RetryAfter = seconds;
            return Task.CompletedTask;
        }
    }
}
