using System.Threading.Channels;
using Momento.Protocol.PubSub;

namespace Momento.Emulator.Topics;

/// <summary>A subscriber's place in a topic, and what wakes it.</summary>
internal sealed class TopicReader(Topic topic) : IDisposable
{
    // One signal is as good as many: who wakes up reads all there is.
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    /// <summary>Sequence number to read next. Guarded by the topic.</summary>
    public ulong Next { get; set; }

    /// <summary>Set when messages were missed: the last number before them, 0 when not known. Guarded by the topic.</summary>
    public ulong? MissedSince { get; set; }

    public ulong? TakeMissedSince()
    {
        var last = MissedSince;
        MissedSince = null;
        return last;
    }

    public void Wake() => _wake.Writer.TryWrite(true);

    public ValueTask<bool> WaitAsync() => _wake.Reader.ReadAsync();

    public void Read(List<SubscriptionItem> batch) => topic.Read(this, batch);

    public void Dispose() => topic.Close(this);
}
