using System.Collections.Frozen;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CourseComments.Denials;

/// <summary>
/// The token ids that may not comment, all of them in memory: asking costs no call and allocates nothing, as long as
/// what was read last is not too old.
/// </summary>
public sealed partial class DenyList : IDisposable
{
    /// <summary>How long a caller waits for a list that is read because the last one is too old; a webhook has 5 seconds in all.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly DenyListStore _store;
    private readonly TimeSpan _maxAge;
    private readonly TimeProvider _time;
    private readonly ILogger<DenyList> _logger;

    /// <summary>Held while Momento is asked or told, so that a list read before a change cannot undo it here.</summary>
    private readonly SemaphoreSlim _gate = new(1, 1);

    private readonly Lock _joining = new();
    private volatile DenySnapshot? _snapshot;
    private Task _reading = Task.CompletedTask;
    private long _readingSince;

    internal DenyList(DenyListStore store, IOptions<DenialOptions> options, TimeProvider time, ILogger<DenyList> logger)
    {
        _store = store;
        _maxAge = options.Value.MaxAge;
        _time = time;
        _logger = logger;
    }

    /// <summary>How many are denied; null until the list was read.</summary>
    internal int? Count => _snapshot?.Ids.Count;

    /// <summary>How long ago the list was asked for; null until it was read.</summary>
    internal TimeSpan? Age => _snapshot is { } snapshot ? _time.GetElapsedTime(snapshot.AskedAt) : null;

    private bool IsFresh => Age <= _maxAge;

    /// <summary>Whether a course's list of this key would take the place of the set; such a course cannot be.</summary>
    public bool Occupies(string key) => string.Equals(key, _store.Key, StringComparison.Ordinal);

    /// <summary>Whether a token id is denied. Momento is asked only when what is known is too old.</summary>
    public ValueTask<DenialVerdict> CheckAsync(string tokenId) =>
        Judge(tokenId) is var verdict and not DenialVerdict.Unknown ? new(verdict) : new(CheckAnewAsync(tokenId));

    public void Dispose() => _gate.Dispose();

    /// <summary>Reads the list unless it is known.</summary>
    /// <returns>Whether it is known.</returns>
    internal async Task<bool> EnsureFreshAsync()
    {
        try
        {
            await JoinReading().WaitAsync(Patience, _time);
        }
        catch (TimeoutException)
        {
            // It is still being read, for whoever asks next.
        }

        return IsFresh;
    }

    /// <returns>The whole list as it is in Momento now; null when Momento does not say.</returns>
    internal async Task<IReadOnlyCollection<string>?> ReadAsync()
    {
        using var _ = await EnterAsync();
        return await FetchAsync();
    }

    /// <summary>Changes the list in Momento, and here as soon as Momento has taken it.</summary>
    internal async Task<bool> ChangeAsync(Func<DenyListStore, Task<bool>> store, Func<FrozenSet<string>, IEnumerable<string>> apply)
    {
        using var _ = await EnterAsync();
        if (!await store(_store))
        {
            return false;
        }

        if (_snapshot is { } snapshot)
        {
            _snapshot = snapshot with { Ids = apply(snapshot.Ids).ToFrozenSet(StringComparer.Ordinal) };
        }

        return true;
    }

    private DenialVerdict Judge(string tokenId)
    {
        var snapshot = _snapshot;
        if (snapshot is null || _time.GetElapsedTime(snapshot.AskedAt) > _maxAge)
        {
            return DenialVerdict.Unknown;
        }

        return snapshot.Ids.Contains(tokenId) ? DenialVerdict.Denied : DenialVerdict.Allowed;
    }

    private async Task<DenialVerdict> CheckAnewAsync(string tokenId) =>
        await EnsureFreshAsync() ? Judge(tokenId) : DenialVerdict.Unknown;

    /// <summary>
    /// One reading for all who ask meanwhile, however it ends: nobody waits for more than one. One that began too long
    /// ago, as before the machine was suspended, brings nothing fresh and is not joined.
    /// </summary>
    private Task JoinReading()
    {
        lock (_joining)
        {
            if (_reading.IsCompleted || _time.GetElapsedTime(_readingSince) > _maxAge)
            {
                _readingSince = _time.GetTimestamp();
                _reading = ReadUnlessFreshAsync();
            }

            return _reading;
        }
    }

    private async Task ReadUnlessFreshAsync()
    {
        using var _ = await EnterAsync();
        if (!IsFresh)
        {
            await FetchAsync();
        }
    }

    private async Task<IReadOnlyCollection<string>?> FetchAsync()
    {
        var askedAt = _time.GetTimestamp();
        if (await _store.FetchAsync() is not { } ids)
        {
            return null;
        }

        var snapshot = new DenySnapshot(ids.ToFrozenSet(StringComparer.Ordinal), askedAt);
        if (snapshot.Ids.Count == 0 && Count is > 0 and var before)
        {
            Log.Emptied(_logger, before);
        }

        _snapshot = snapshot;
        return snapshot.Ids;
    }

    private async Task<Turn> EnterAsync()
    {
        await _gate.WaitAsync();
        return new Turn(_gate);
    }

    private readonly struct Turn(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The deny list had {Before} ids and is empty now. If no administrator removed the last one, it was lost.")]
        public static partial void Emptied(ILogger logger, int before);
    }
}
