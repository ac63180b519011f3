using Momento.Webhooks;

namespace CourseComments.WebhookService.Webhooks;

/// <summary>
/// Notices sequence numbers that no event came for. Events may come in any order, so a number that was passed over
/// counts as missing until its event comes. A topic that starts over begins a new series.
/// </summary>
internal sealed class SequenceWatch(WebhookMetrics metrics)
{
    /// <summary>Bounds memory: numbers beyond it stay missing, whether they come or not.</summary>
    private const int MaxRemembered = 10_000;

    private readonly Lock _lock = new();
    private readonly HashSet<ulong> _missing = [];
    private ulong _latest;
    private long _latestTime;

    public void Saw(WebhookEvent received)
    {
        var number = received.TopicSequenceNumber;
        lock (_lock)
        {
            if (number > _latest)
            {
                if (_latest > 0)
                {
                    PassOver(_latest + 1, number);
                }

                (_latest, _latestTime) = (number, received.EventTimestamp);
            }
            else if (_missing.Remove(number))
            {
                metrics.SequenceMissing(-1);
            }
            else if (number < _latest && received.EventTimestamp > _latestTime)
            {
                // Later, and yet counted lower: a new page of the topic.
                _missing.Clear();
                (_latest, _latestTime) = (number, received.EventTimestamp);
            }
        }
    }

    private void PassOver(ulong first, ulong next)
    {
        metrics.SequenceMissing((long)Math.Min(next - first, long.MaxValue));
        for (var number = first; number < next && _missing.Count < MaxRemembered; number++)
        {
            _missing.Add(number);
        }
    }
}
