using System.Buffers.Binary;
using System.Collections.Frozen;

namespace CourseComments.WebhookService.Storing;

/// <summary>
/// A list in the cache to which every process appends the events that it claims. Appending answers with the list's length, so
/// each claim knows its place, and whoever has read what stands before it knows whether it is the first: one call claims as
/// many events as have come since the last, and a process that writes alone never reads.
/// </summary>
internal sealed class ClaimLog(ICommentStore store, string name)
{
    public const int IdBytes = 16;
    private const int Window = 50_000;

    private readonly Lock _lock = new();

    /// <summary>What the log says, as far as it has been read.</summary>
    private readonly HashSet<UInt128> _logged = [];

    /// <summary>What this process is claiming just now.</summary>
    private readonly HashSet<UInt128> _asking = [];
    private Batch? _gathering;
    private Task _last = Task.CompletedTask;

    /// <summary>How many of the log's entries have been read. Belongs to the batch that is being sent.</summary>
    private int _read;

    /// <inheritdoc cref="ClaimLogs.TryClaimAsync"/>
    public async Task<bool> TryClaimAsync(UInt128 id)
    {
        Batch batch;
        Task? before = null;
        lock (_lock)
        {
            if (_logged.Contains(id) || !_asking.Add(id))
            {
                return false;
            }

            if (_gathering is null)
            {
                (before, _gathering) = (_last, new Batch());
                _last = _gathering.Outcome;
            }

            batch = _gathering;
            batch.Ids.Add(id);
        }

        if (before is not null)
        {
            // The first of a batch sends it, as soon as the one before is through.
            await before;
            await SendAsync(batch);
        }

        return await batch.Outcome is { } taken ? !taken.Contains(id) : throw new StoreUnavailableException("claim");
    }

    private async Task SendAsync(Batch batch)
    {
        lock (_lock)
        {
            _gathering = null;
        }

        IReadOnlySet<UInt128>? taken = null;
        try
        {
            taken = Log(batch.Ids, await AppendAsync(batch.Ids));
        }
        catch (StoreUnavailableException)
        {
            // Whether they are in the log shows when they are claimed again.
        }
        finally
        {
            lock (_lock)
            {
                _asking.ExceptWith(batch.Ids);
            }

            batch.End(taken);
        }
    }

    /// <returns>What others have added since the log was read last.</returns>
    private async Task<IReadOnlyCollection<UInt128>> AppendAsync(List<UInt128> ids)
    {
        var length = await store.AppendAsync(name, ids.ConvertAll(ToBytes));
        var place = length - ids.Count;
        if (place < _read)
        {
            // The cache has lost the log. What is known of it is still true.
            _read = 0;
        }

        IReadOnlyCollection<UInt128> others = place == _read ? [] : await ReadAsync(_read, place);
        _read = length;
        return others;
    }

    /// <returns>Which of these are in the log before: from now, or from while this batch was gathered.</returns>
    private FrozenSet<UInt128> Log(List<UInt128> ids, IReadOnlyCollection<UInt128> others)
    {
        lock (_lock)
        {
            _logged.UnionWith(others);
            return ids.Where(id => !_logged.Add(id)).ToFrozenSet();
        }
    }

    private async Task<List<UInt128>> ReadAsync(int start, int end)
    {
        var ids = new List<UInt128>(end - start);
        while (start < end)
        {
            var entries = await store.FetchAsync(name, start, Math.Min(end, start + Window));
            if (entries.Count == 0)
            {
                throw new StoreUnavailableException("claim");
            }

            ids.AddRange(entries.Where(entry => entry.Length == IdBytes).Select(entry => BinaryPrimitives.ReadUInt128BigEndian(entry)));
            start += entries.Count;
        }

        return ids;
    }

    private static byte[] ToBytes(UInt128 id)
    {
        var bytes = new byte[IdBytes];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, id);
        return bytes;
    }

    /// <summary>What is claimed by one call.</summary>
    private sealed class Batch
    {
        private readonly TaskCompletionSource<IReadOnlySet<UInt128>?> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public List<UInt128> Ids { get; } = [];

        /// <summary>Which of them others have claimed before; null when that is not known.</summary>
        public Task<IReadOnlySet<UInt128>?> Outcome => _outcome.Task;

        public void End(IReadOnlySet<UInt128>? taken) => _outcome.SetResult(taken);
    }
}
