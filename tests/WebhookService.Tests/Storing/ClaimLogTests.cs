using System.Buffers.Text;
using CourseComments.WebhookService.Storing;
using Momento.Webhooks;

namespace CourseComments.WebhookService.Tests.Storing;

public sealed class ClaimLogTests
{
    private static readonly ClaimLogKey Log = new(null, 7);
    private readonly ClaimStore _store = new();

    [Fact]
    public async Task Each_event_is_claimed_by_one_delivery_whatever_the_process()
    {
        const int Processes = 3;
        var logs = Enumerable.Range(0, Processes).Select(_ => new ClaimLogs(_store)).ToArray();
        var deliveries = Enumerable.Range(0, 3_000).ToArray();
        new Random(20260314).Shuffle(deliveries);
        var claims = await Task.WhenAll(deliveries.Select(async (delivery, place) =>
        {
            var id = delivery / 5;
            return (Id: id, Won: await Task.Run(() => logs[place % Processes].TryClaimAsync(Log, Id(id))));
        }));

        Assert.Equal(Enumerable.Range(0, 600), claims.Where(claim => claim.Won).Select(claim => claim.Id).Order());
    }

    [Fact]
    public async Task Claims_that_come_while_one_is_under_way_go_together_and_who_writes_alone_reads_nothing()
    {
        var logs = new ClaimLogs(_store);
        var opening = new TaskCompletionSource();
        _store.Opening = opening.Task;
        var claims = Enumerable.Range(0, 100).Select(id => logs.TryClaimAsync(Log, Id(id))).ToList();
        opening.SetResult();
        Assert.All(await Task.WhenAll(claims), Assert.True);

        Assert.Equal(2, _store.Appends);
        Assert.Equal(0, _store.Fetches);
    }

    [Fact]
    public async Task Claim_that_waits_while_the_log_is_read_is_not_the_first_if_the_log_has_it()
    {
        var logs = new ClaimLogs(_store);
        Assert.True(await new ClaimLogs(_store).TryClaimAsync(Log, Id(2)));
        var opening = new TaskCompletionSource();
        _store.Opening = opening.Task;
        var first = logs.TryClaimAsync(Log, Id(1));
        var second = logs.TryClaimAsync(Log, Id(2));
        opening.SetResult();

        Assert.True(await first);
        Assert.False(await second);
    }

    [Fact]
    public async Task Claim_whose_answer_was_lost_is_not_known_and_then_somebody_s()
    {
        var logs = new ClaimLogs(_store);
        _store.LosesAnswer = true;
        await Assert.ThrowsAsync<StoreUnavailableException>(() => logs.TryClaimAsync(Log, Id(1)));

        Assert.False(await logs.TryClaimAsync(Log, Id(1)));
        Assert.True(await logs.TryClaimAsync(Log, Id(2)));
    }

    [Fact]
    public async Task Claim_that_did_not_arrive_is_made_the_next_time()
    {
        var logs = new ClaimLogs(_store);
        _store.LosesRequest = true;
        await Assert.ThrowsAsync<StoreUnavailableException>(() => logs.TryClaimAsync(Log, Id(1)));

        Assert.True(await logs.TryClaimAsync(Log, Id(1)));
    }

    [Fact]
    public async Task Claims_that_waited_for_one_that_failed_are_made()
    {
        var logs = new ClaimLogs(_store);
        _store.LosesAnswer = true;
        var first = logs.TryClaimAsync(Log, Id(1));
        var second = logs.TryClaimAsync(Log, Id(2));

        await Assert.ThrowsAsync<StoreUnavailableException>(() => first);
        Assert.True(await second);
    }

    [Fact]
    public async Task Log_that_the_cache_lost_is_still_known_here_and_what_others_claim_afterwards_is_seen()
    {
        var logs = new ClaimLogs(_store);
        var others = new ClaimLogs(_store);
        Assert.True(await logs.TryClaimAsync(Log, Id(0)));
        Assert.True(await logs.TryClaimAsync(Log, Id(1)));
        _store.Lose();
        Assert.True(await others.TryClaimAsync(Log, Id(2)));

        Assert.False(await logs.TryClaimAsync(Log, Id(1)));
        Assert.False(await logs.TryClaimAsync(Log, Id(2)));
        Assert.True(await logs.TryClaimAsync(Log, Id(3)));
    }

    [Fact]
    public async Task Log_that_a_process_has_forgotten_is_read_anew()
    {
        var logs = new ClaimLogs(_store);
        Assert.True(await logs.TryClaimAsync(Log, Id(1)));
        for (ulong number = 100; number < 200; number++)
        {
            Assert.True(await logs.TryClaimAsync(new ClaimLogKey(null, number), Id(1)));
        }

        Assert.False(await logs.TryClaimAsync(Log, Id(1)));
    }

    [Fact]
    public void Log_of_an_event_is_the_same_however_it_is_delivered()
    {
        var webhook = new WebhookEvent("cache", "topic", EventTimestamp: 1_773_480_413_000, PublishTimestamp: 1_773_480_413_012, 300, "taylor", "");
        Assert.Equal(ClaimLogKey.Of(webhook), ClaimLogKey.Of(webhook with { PublishTimestamp = 1_773_480_999_000 }));
        Assert.NotEqual(ClaimLogKey.Of(webhook), ClaimLogKey.Of(webhook with { EventTimestamp = 1_773_480_418_000 }));

        var relayed = webhook with { TopicSequencePage = 3 };
        Assert.Equal(ClaimLogKey.Of(relayed), ClaimLogKey.Of(relayed with { EventTimestamp = 1_773_480_999_000 }));
        Assert.NotEqual(ClaimLogKey.Of(relayed), ClaimLogKey.Of(relayed with { TopicSequencePage = 4 }));
    }

    internal static string Id(int number)
    {
        var bytes = new byte[ClaimLog.IdBytes];
        BitConverter.TryWriteBytes(bytes, number);
        return Base64Url.EncodeToString(bytes);
    }
}
