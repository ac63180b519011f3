using Microsoft.Extensions.Options;

namespace CourseComments.TokenService.Tokens;

/// <summary>
/// Keeps minting below Momento's limit, which holds for the whole account. Whoever comes too early gets a turn of
/// their own and is told when it comes; who comes back then is served before those who come for the first time.
/// So the wait that is announced is honest also when a thousand learners arrive in the same second.
/// </summary>
internal sealed class MintSchedule(IOptions<TokenOptions> options, TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(1);

    /// <summary>How long a turn is kept for a caller who does not come back.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly Queue<DateTimeOffset> _granted = new();
    private readonly Queue<DateTimeOffset> _planned = new();
    private readonly Dictionary<string, DateTimeOffset> _turns = [];
    private DateTimeOffset _nextCleaning;

    private int Limit => options.Value.MintsPerSecond;

    /// <summary>Enters at once, or when a caller whose turn has come finds a free place within a second.</summary>
    /// <returns>Null: mint now. Else how long until this caller's turn.</returns>
    public async Task<TimeSpan?> EnterAsync(string tokenId)
    {
        // Callers come back on whole seconds and so in groups; sending a punctual one away again would not be honest.
        for (var held = TimeSpan.Zero; ;)
        {
            var (wait, isDue) = TryEnter(tokenId);
            if (wait == TimeSpan.Zero)
            {
                return null;
            }

            held += wait;
            if (!isDue || held > Window)
            {
                return wait;
            }

            await Task.Delay(wait, time);
        }
    }

    private (TimeSpan Wait, bool IsDue) TryEnter(string tokenId)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            ForgetMissedTurns(now);
            var hasTurn = _turns.TryGetValue(tokenId, out var turn);
            if (!hasTurn)
            {
                turn = Plan(now);
            }

            var free = FreeAt(_granted, now);
            if (turn <= now && free <= now)
            {
                _turns.Remove(tokenId);
                Record(_granted, now);
                return (TimeSpan.Zero, true);
            }

            _turns[tokenId] = turn > free ? turn : free;
            return (_turns[tokenId] - now, hasTurn && turn <= now);
        }
    }

    private DateTimeOffset Plan(DateTimeOffset now)
    {
        var turn = FreeAt(_planned, now);
        Record(_planned, turn);
        return turn;
    }

    /// <summary>The first instant, now or later, with fewer than the limit in the second before it.</summary>
    private DateTimeOffset FreeAt(Queue<DateTimeOffset> past, DateTimeOffset now)
    {
        var free = past.Count < Limit ? now : past.Peek() + Window;
        return free > now ? free : now;
    }

    private void Record(Queue<DateTimeOffset> past, DateTimeOffset at)
    {
        past.Enqueue(at);
        while (past.Count > Limit)
        {
            past.Dequeue();
        }
    }

    private void ForgetMissedTurns(DateTimeOffset now)
    {
        if (now < _nextCleaning)
        {
            return;
        }

        _nextCleaning = now + Window;
        foreach (var (tokenId, turn) in _turns)
        {
            if (turn + Patience < now)
            {
                _turns.Remove(tokenId);
            }
        }
    }
}
