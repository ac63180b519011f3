using Momento.Protocol.PubSub;

namespace Momento.Emulator.Topics;

/// <summary>What the journal needs of a topic: all that is kept, and how to get it back.</summary>
internal sealed partial class Topic
{
    public ulong Page => page;

    /// <summary>A topic that is restored goes on with the page, and with the number after that of its last message.</summary>
    /// <exception cref="InvalidDataException">The message does not follow the one before.</exception>
    public void Restore(TopicItem item)
    {
        lock (_gate)
        {
            _next = _log.Count == 0 ? item.TopicSequenceNumber : _next;
            if (item.TopicSequenceNumber != _next)
            {
                throw new InvalidDataException("A message out of order");
            }

            Add(item);
        }
    }

    public IReadOnlyList<TopicItem> Snapshot()
    {
        lock (_gate)
        {
            return [.. Enumerable.Range(0, _log.Count).Select(index => _log[index].Item)];
        }
    }
}
