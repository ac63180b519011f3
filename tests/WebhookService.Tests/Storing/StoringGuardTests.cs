using CourseComments.WebhookService.Comments;
using CourseComments.WebhookService.Storing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CourseComments.WebhookService.Tests.Storing;

public sealed class StoringGuardTests
{
    private static readonly ClaimLogKey Log = new(null, 1);

    [Fact]
    public async Task Beyond_the_most_at_the_same_time_a_comment_is_not_tried_and_a_place_is_free_again_afterwards()
    {
        const int Most = 3;
        var opening = new TaskCompletionSource();
        var store = new ClaimStore { Opening = opening.Task };
        var guard = Guard(store, Most);
        var first = Enumerable.Range(0, Most).Select(number => WriteAsync(guard, number)).ToList();

        Assert.IsType<WriteResult.NotTried>(await WriteAsync(guard, Most));
        Assert.IsType<WriteResult.NotTried>(await WriteAsync(guard, Most));
        Assert.All(first, write => Assert.False(write.IsCompleted));

        opening.SetResult();
        Assert.All(await Task.WhenAll(first), written => Assert.IsType<WriteResult.Listed>(written));
        Assert.IsType<WriteResult.Listed>(await WriteAsync(guard, Most));
    }

    private static Task<WriteResult> WriteAsync(StoringGuard guard, int number)
    {
        var id = ClaimLogTests.Id(number);
        return guard.WriteAsync("123", new Comment("taylor", "Great course!", id, null, TimeProvider.System.GetUtcNow(), (ulong)number), Log);
    }

    private static StoringGuard Guard(ClaimStore store, int most)
    {
        var options = Options.Create(new StoringOptions { MaxConcurrency = most });
        var cleaning = new Cleaning(store, Options.Create(new CommentOptions()));
        var writer = new CommentWriter(store, new ClaimLogs(store), cleaning, new NothingLater(), options, TimeProvider.System);
        return new StoringGuard(writer, options, TimeProvider.System, NullLogger<StoringGuard>.Instance);
    }

    private sealed class NothingLater : ILateCleaning
    {
        public void Schedule(string courseId, string id, int winner) => Assert.Fail("There is nothing to clean.");
    }
}
