using Microsoft.Extensions.Time.Testing;
using Momento.Emulator.Persistence;
using Momento.Emulator.Topics;
using Momento.Protocol.PubSub;

namespace Momento.Emulator.Tests.Topics;

public sealed class TopicSetTests
{
    private static readonly TimeSpan IdleTime = TimeSpan.FromMinutes(10);
    private readonly FakeTimeProvider _time = new();
    private readonly TopicSet _topics;

    public TopicSetTests() => _topics = new TopicSet(_time, new SequencePages(_time), 1, Journal.None);

    [Fact]
    public void An_idle_topic_is_forgotten_and_starts_a_later_page_from_one()
    {
        _topics.Publish("topic", new TopicValue { Text = "a" }, "");
        var before = PageOf("topic");

        _time.Advance(IdleTime);
        _topics.RemoveIdle(IdleTime);

        Assert.Equal(1ul, _topics.Publish("topic", new TopicValue { Text = "b" }, ""));
        Assert.True(PageOf("topic") > before);
    }

    [Fact]
    public void A_topic_that_is_used_is_kept()
    {
        _topics.Publish("published", new TopicValue { Text = "a" }, "");
        using var reader = _topics.Open("subscribed", 0, 0);
        _topics.Publish("subscribed", new TopicValue { Text = "a" }, "");

        _time.Advance(TimeSpan.FromMinutes(9));
        _topics.Publish("published", new TopicValue { Text = "b" }, "");
        _time.Advance(TimeSpan.FromMinutes(9));
        _topics.RemoveIdle(IdleTime);

        Assert.Equal(3ul, _topics.Publish("published", new TopicValue { Text = "c" }, ""));
        Assert.Equal(2ul, _topics.Publish("subscribed", new TopicValue { Text = "c" }, ""));
    }

    [Fact]
    public void A_reader_that_fell_behind_is_told_so_once_and_goes_on_with_the_oldest_message()
    {
        using var reader = _topics.Open("topic", 0, 0);
        for (var count = 0; count < Topic.LogSize + 100; count++)
        {
            _topics.Publish("topic", new TopicValue { Text = $"{count}" }, "");
        }

        var read = ReadAll(reader);

        Assert.Equal((0ul, 100ul), (read[0].Discontinuity.LastTopicSequence, read[0].Discontinuity.NewTopicSequence));
        Assert.Equal(Enumerable.Range(101, Topic.LogSize).Select(number => (ulong)number), read.Skip(1).Select(item => item.Item.TopicSequenceNumber));
    }

    [Fact]
    public async Task Concurrent_publishers_leave_no_gap_and_no_duplicate()
    {
        using var reader = _topics.Open("topic", 0, 0);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            for (var count = 0; count < 100; count++)
            {
                _topics.Publish("topic", new TopicValue { Text = "x" }, "");
            }
        })));

        Assert.Equal(Enumerable.Range(1, 800).Select(number => (ulong)number), ReadAll(reader).Select(item => item.Item.TopicSequenceNumber));
    }

    private ulong PageOf(string topic)
    {
        using var reader = _topics.Open(topic, 1, 0);
        return ReadAll(reader)[0].Item.SequencePage;
    }

    private static List<SubscriptionItem> ReadAll(TopicReader reader)
    {
        var all = new List<SubscriptionItem>();
        var batch = new List<SubscriptionItem>(64);
        do
        {
            batch.Clear();
            reader.Read(batch);
            all.AddRange(batch);
        }
        while (batch.Count > 0);

        return all;
    }
}
