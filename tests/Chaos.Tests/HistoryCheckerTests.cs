using CourseComments.History;

namespace CourseComments.Chaos.Tests;

/// <summary>Histories that are told by hand: what is right passes, and each rule finds what it is for.</summary>
public sealed class HistoryCheckerTests : IDisposable
{
    private const string Course = "algebra";

    private readonly HistoryRecorder _relayed = new(RunMode.Relay, 0, TimeProvider.System);
    private readonly HistoryRecorder _posted = new(RunMode.Webhooks, 0, TimeProvider.System);

    [Theory]
    [InlineData(RunMode.Relay)]
    [InlineData(RunMode.Webhooks)]
    public void What_is_published_acknowledged_and_read_in_order_is_right(RunMode mode)
    {
        var history = Of(mode);
        Publish(history, "ann", "1");
        Publish(history, "bob", "1");
        Publish(history, "ann", "2");
        Acknowledge(history, "ann", "1", "2");
        Acknowledge(history, "ann", "1");
        Acknowledge(history, "bob", "1");
        ReadToTheEnd(history, ["ann 2", "bob 1"], ["ann 1"]);

        AssertRight(history);
    }

    [Fact]
    public void What_was_acknowledged_and_is_not_listed_is_found()
    {
        Publish(_posted, "ann", "1");
        Acknowledge(_posted, "ann", "1");
        ReadToTheEnd(_posted, []);

        var violation = AssertBroken(_posted, HistoryRules.AcknowledgedIsListed);
        Assert.Contains("\"1\" by ann in algebra", violation.Message, StringComparison.Ordinal);
        Assert.Equal([4, 5], violation.Evidence);
    }

    [Fact]
    public void What_was_acknowledged_before_a_read_of_all_pages_began_is_missed_there_already()
    {
        Publish(_posted, "ann", "1");
        Acknowledge(_posted, "ann", "1");
        Read(_posted, isFinal: false, isComplete: true, []);
        ReadToTheEnd(_posted, ["ann 1"]);

        AssertBroken(_posted, HistoryRules.AcknowledgedIsListed);
    }

    [Fact]
    public void What_was_acknowledged_while_a_read_was_under_way_may_be_in_it_or_not()
    {
        Publish(_posted, "ann", "1");
        var read = _posted.ReadBegan(Course);
        Acknowledge(_posted, "ann", "1");
        _posted.PageRead(read, []);
        _posted.ReadEnded(read, isComplete: true);
        ReadToTheEnd(_posted, ["ann 1"]);

        AssertRight(_posted);
    }

    [Fact]
    public void A_read_that_did_not_reach_the_last_page_misses_nothing()
    {
        Publish(_posted, "ann", "1");
        Acknowledge(_posted, "ann", "1");
        Read(_posted, isFinal: true, isComplete: false, []);
        ReadToTheEnd(_posted, ["ann 1"]);

        AssertRight(_posted);
    }

    [Fact]
    public void What_is_listed_twice_in_the_end_is_found_even_on_different_pages_and_never_acknowledged()
    {
        Publish(_posted, "ann", "1");
        ReadToTheEnd(_posted, ["ann 1"], ["ann 1"]);

        AssertBroken(_posted, HistoryRules.ListedOnce);
    }

    [Fact]
    public void What_is_twice_on_a_page_is_found_at_any_time()
    {
        Publish(_posted, "ann", "1");
        Read(_posted, isFinal: false, isComplete: true, ["ann 1", "ann 1"]);
        ReadToTheEnd(_posted, ["ann 1"]);

        AssertBroken(_posted, HistoryRules.ListedOnce);
    }

    [Fact]
    public void What_is_on_two_pages_for_a_moment_is_nobodys_promise()
    {
        Publish(_posted, "ann", "1");
        Read(_posted, isFinal: false, isComplete: true, ["ann 1"], ["ann 1"]);
        ReadToTheEnd(_posted, ["ann 1"]);

        AssertRight(_posted);
    }

    [Theory]
    [InlineData("bob", "1")]
    [InlineData("ann", "2")]
    public void What_nobody_published_like_that_is_found(string user, string text)
    {
        Publish(_posted, "ann", "1");
        ReadToTheEnd(_posted, [$"{user} {text}"]);

        AssertBroken(_posted, HistoryRules.ListedWasPublished);
    }

    [Fact]
    public void What_is_listed_in_another_course_is_found()
    {
        Publish(_posted, "ann", "1");
        ReadToTheEnd(_posted, []);
        var read = _posted.ReadBegan("botany", isFinal: true);
        _posted.PageRead(read, [new ListedComment("ann", "1")]);

        AssertBroken(_posted, HistoryRules.ListedWasPublished);
    }

    [Fact]
    public void What_is_listed_before_it_was_published_is_found()
    {
        Read(_posted, isFinal: false, isComplete: true, ["ann 1"]);
        Publish(_posted, "ann", "1");
        ReadToTheEnd(_posted, ["ann 1"]);

        AssertBroken(_posted, HistoryRules.ListedWasPublished);
    }

    [Fact]
    public void What_the_topic_refused_and_is_listed_is_found()
    {
        Publish(_posted, "ann", "1", PublishOutcome.Refused);
        ReadToTheEnd(_posted, ["ann 1"]);

        AssertBroken(_posted, HistoryRules.ListedWasPublished);
    }

    [Theory]
    [InlineData(RunMode.Relay)]
    [InlineData(RunMode.Webhooks)]
    public void What_is_in_the_wrong_order_on_a_page_is_found(RunMode mode)
    {
        var history = Of(mode);
        Publish(history, "ann", "1");
        Publish(history, "ann", "2");
        ReadToTheEnd(history, ["ann 1", "ann 2"]);

        var violation = AssertBroken(history, HistoryRules.Order);
        Assert.Equal([2, 3, 4, 7], violation.Evidence);
    }

    [Fact]
    public void What_is_in_the_wrong_order_over_pages_is_found_with_a_relay_alone()
    {
        foreach (var history in new[] { _relayed, _posted })
        {
            Publish(history, "ann", "1");
            Publish(history, "ann", "2");
            ReadToTheEnd(history, ["ann 1"], ["ann 2"]);
        }

        AssertBroken(_relayed, HistoryRules.Order);
        AssertRight(_posted);
    }

    [Fact]
    public void Two_publishers_and_two_publishes_at_the_same_time_may_stand_in_any_order()
    {
        Publish(_relayed, "ann", "1");
        Publish(_relayed, "bob", "1");
        var second = _relayed.PublishBegan(Comment("ann", "2"));
        var third = _relayed.PublishBegan(Comment("ann", "3"));
        _relayed.PublishEnded(third, PublishOutcome.Accepted);
        _relayed.PublishEnded(second, PublishOutcome.Accepted);
        ReadToTheEnd(_relayed, ["ann 2", "ann 3", "ann 1", "bob 1"]);

        AssertRight(_relayed);
    }

    [Fact]
    public void What_is_of_unknown_outcome_may_be_listed_late_or_never_but_not_before_what_it_came_after()
    {
        Publish(_relayed, "ann", "1");
        Publish(_relayed, "ann", "2", PublishOutcome.Unknown);
        Publish(_relayed, "ann", "3");
        Publish(_relayed, "ann", "4", PublishOutcome.Unknown);
        ReadToTheEnd(_relayed, ["ann 2", "ann 3", "ann 1"]);
        AssertRight(_relayed);

        ReadToTheEnd(_relayed, ["ann 3", "ann 1", "ann 2"]);
        AssertBroken(_relayed, HistoryRules.Order);
    }

    [Fact]
    public void What_was_published_and_is_not_listed_in_the_end_is_found_with_a_relay_alone()
    {
        foreach (var history in new[] { _relayed, _posted })
        {
            Publish(history, "ann", "1");
            Read(history, isFinal: false, isComplete: true, []);
            ReadToTheEnd(history, []);
        }

        AssertBroken(_relayed, HistoryRules.PublishedIsListed);
        AssertRight(_posted);
    }

    [Fact]
    public void A_course_that_nobody_read_to_its_end_is_found()
    {
        Publish(_posted, "ann", "1");
        Read(_posted, isFinal: true, isComplete: false, ["ann 1"]);

        AssertBroken(_posted, HistoryRules.ReadInTheEnd);
    }

    [Fact]
    public void What_is_no_history_is_refused()
    {
        _posted.PublishEnded(7, PublishOutcome.Accepted);

        Assert.Contains("Line 2", Assert.Throws<InvalidDataException>(() => HistoryChecker.Check(_posted.Events)).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => HistoryChecker.Check([]));
    }

    public void Dispose()
    {
        _relayed.Dispose();
        _posted.Dispose();
    }

    private HistoryRecorder Of(RunMode mode) => mode == RunMode.Relay ? _relayed : _posted;

    private static CommentKey Comment(string user, string text) => new(user, Course, text);

    private static void Publish(HistoryRecorder history, string user, string text, PublishOutcome outcome = PublishOutcome.Accepted) =>
        history.PublishEnded(history.PublishBegan(Comment(user, text)), outcome);

    private static void Acknowledge(HistoryRecorder history, string user, params string[] texts) =>
        Array.ForEach(texts, text => history.Acknowledged(Comment(user, text)));

    private static void ReadToTheEnd(HistoryRecorder history, params string[][] pages) => Read(history, isFinal: true, isComplete: true, pages);

    private static void Read(HistoryRecorder history, bool isFinal, bool isComplete, params string[][] pages)
    {
        var read = history.ReadBegan(Course, isFinal);
        foreach (var page in pages)
        {
            history.PageRead(read, [.. page.Select(listed => listed.Split(' ')).Select(parts => new ListedComment(parts[0], parts[1]))]);
        }

        history.ReadEnded(read, isComplete);
    }

    private static void AssertRight(HistoryRecorder history) => Assert.Empty(HistoryChecker.Check(history.Events));

    private static Violation AssertBroken(HistoryRecorder history, string rule)
    {
        var violation = Assert.Single(HistoryChecker.Check(history.Events));
        Assert.Equal(rule, violation.Rule);
        return violation;
    }
}
