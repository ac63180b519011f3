using Microsoft.Extensions.Options;

namespace CourseComments.TokenService.Tokens;

/// <summary>
/// Keeps minting below Momento's limit, which holds for the whole account. Whoever is over it is promised a place of their own
/// and told when it comes; who comes back then mints, whoever else has come meanwhile. See docs/adr/0003-turns-for-minting.md.
/// </summary>
internal sealed class MintSchedule(IOptions<TokenOptions> options, TimeProvider time)
{
    /// <summary>Bounds the memory. Whoever comes beyond is told when to ask again, and nothing is kept.</summary>
    internal const int MostPromises = 10_000;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    /// <summary>How long a place waits for who does not come, counted from the whole second that was told.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    /// <summary>So much before its time a place can be taken: not every clock runs like ours.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// As long as a request is held. All who may come at once are those of seven seconds, the grace and the rounding, so nobody
    /// waits longer unless Momento mints less than was configured.
    /// </summary>
    private static readonly TimeSpan MostHeld = TimeSpan.FromSeconds(8);

    private readonly Lock _lock = new();
    private readonly long _started = time.GetTimestamp();
    private readonly MintPace _planned = new(options.Value.MintsPerSecond);
    private readonly MintPace _minted = new(options.Value.MintsPerSecond);
    private readonly Dictionary<string, TimeSpan> _promises = [];
    private readonly PriorityQueue<string, TimeSpan> _lapsing = new();
    private int _released;

    /// <summary>Enters at once, or after having been held for the learner's place.</summary>
    /// <returns>Null: mint now. Else the whole seconds after which this learner's place is there.</returns>
    public async Task<TimeSpan?> EnterAsync(string tokenId)
    {
        var (wait, isHeld) = Find(tokenId);
        if (!isHeld)
        {
            return TimeSpan.FromSeconds(Math.Ceiling(wait.TotalSeconds));
        }

        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, time);
        }

        return null;
    }

    /// <summary>For a learner who entered and got no token: the place is kept, and comes again in a second.</summary>
    public TimeSpan Keep(string tokenId)
    {
        lock (_lock)
        {
            return Promise(tokenId, Second, Now());
        }
    }

    private (TimeSpan Wait, bool IsHeld) Find(string tokenId)
    {
        lock (_lock)
        {
            var now = Now();
            ReleaseLapsed(now);
            if (_promises.TryGetValue(tokenId, out var place))
            {
                return place > now + Tolerance ? (place - now, false) : Admit(tokenId, now);
            }

            if (_released > 0 && _minted.NextAfterLast(now) <= now + Second)
            {
                _released--;
                return (_minted.TakeNext(now) - now, true);
            }

            place = _planned.FirstFree(now);
            if (place <= now)
            {
                _planned.Take(now);
                return (_minted.Take(now) - now, true);
            }

            if (_promises.Count < MostPromises)
            {
                _planned.Take(now);
                Promise(tokenId, place - now, now);
            }

            return (place - now, false);
        }
    }

    /// <summary>One after another, however many have come: that leaves Momento's own count some room.</summary>
    private (TimeSpan Wait, bool IsHeld) Admit(string tokenId, TimeSpan now)
    {
        var wait = _minted.NextAfterLast(now) - now;
        if (wait > MostHeld)
        {
            return (Promise(tokenId, wait, now), false);
        }

        _promises.Remove(tokenId);
        _minted.TakeNext(now);
        return (wait, true);
    }

    private TimeSpan Promise(string tokenId, TimeSpan wait, TimeSpan now)
    {
        _promises[tokenId] = now + wait;
        _lapsing.Enqueue(tokenId, LapseOf(now + wait));
        return wait;
    }

    /// <summary>Who comes next may have the places that nobody came for.</summary>
    private void ReleaseLapsed(TimeSpan now)
    {
        while (_lapsing.TryPeek(out var tokenId, out var lapse) && lapse < now)
        {
            _lapsing.Dequeue();
            if (_promises.TryGetValue(tokenId, out var place) && LapseOf(place) == lapse)
            {
                _promises.Remove(tokenId);
                // No more than what could be minted at once.
                _released = Math.Min(_released + 1, options.Value.MintsPerSecond);
            }
        }
    }

    private static TimeSpan LapseOf(TimeSpan place) => place + Second + Grace;

    private TimeSpan Now() => time.GetElapsedTime(_started);
}
