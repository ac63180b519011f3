using System.Buffers.Binary;
using Google.Protobuf;
using Momento.Emulator.Caches;
using Momento.Emulator.Persistence;
using Momento.Protocol.Leaderboards;

namespace Momento.Emulator.Leaderboards;

/// <summary>The leaderboards of one cache: sorted sets of ids, which do not expire and are no items. All under one lock.</summary>
internal sealed class LeaderboardSet(ulong cache, Journal journal)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, SortedSetItem> _boards = new(StringComparer.Ordinal);

    /// <summary>Ids as bytes whose order is that of the numbers.</summary>
    public static ByteString ToBytes(uint id)
    {
        var bytes = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, id);
        return UnsafeByteOperations.UnsafeWrap(bytes);
    }

    public static uint ToId(ByteString bytes) => BinaryPrimitives.ReadUInt32BigEndian(bytes.Span);

    /// <summary>What <paramref name="read"/> makes of the leaderboard, or of an empty one, while nothing changes it.</summary>
    public T Read<T>(string name, Func<SortedSetItem, T> read)
    {
        lock (_gate)
        {
            return read(_boards.GetValueOrDefault(name) ?? new SortedSetItem());
        }
    }

    public void Upsert(string name, IEnumerable<Element> elements)
    {
        var change = new LeaderboardChange { Name = name };
        change.Put.AddRange(elements.Select(element => new ScoredElement { Value = ToBytes(element.Id), Score = element.Score }));
        Change(change);
    }

    public void Remove(string name, IEnumerable<uint> ids)
    {
        var change = new LeaderboardChange { Name = name };
        change.Removed.AddRange(ids.Select(ToBytes));
        Change(change);
    }

    public void Delete(string name) => Change(new LeaderboardChange { Name = name, Deleted = true });

    /// <param name="record">Writes it down before anything else can change.</param>
    public void Clear(Action record)
    {
        lock (_gate)
        {
            _boards.Clear();
            record();
        }
    }

    /// <summary>Takes a change back from the journal.</summary>
    public void Apply(LeaderboardChange change)
    {
        if (change.Deleted)
        {
            _boards.Remove(change.Name);
            return;
        }

        var board = _boards.GetValueOrDefault(change.Name) ?? new SortedSetItem();
        foreach (var value in change.Removed)
        {
            board.Remove(value);
        }

        foreach (var element in change.Put)
        {
            board.Put(element.Value, element.Score);
        }

        if (board.Count == 0)
        {
            _boards.Remove(change.Name);
        }
        else
        {
            _boards[change.Name] = board;
        }
    }

    /// <summary>The changes that make up all leaderboards as they are.</summary>
    public IReadOnlyList<LeaderboardChange> Snapshot()
    {
        const int ChunkSize = 50_000;
        lock (_gate)
        {
            return
            [
                .. from board in _boards
                   from chunk in board.Value.Scores.Chunk(ChunkSize)
                   select new LeaderboardChange
                   {
                       Name = board.Key,
                       Put = { chunk.Select(element => new ScoredElement { Value = element.Key, Score = element.Value }) },
                   },
            ];
        }
    }

    private void Change(LeaderboardChange change)
    {
        journal.EnterChange();
        try
        {
            lock (_gate)
            {
                Apply(change);
                if (journal.IsEnabled)
                {
                    journal.Append(new JournalEntry { Cache = cache, Leaderboard = change });
                }
            }
        }
        finally
        {
            journal.ExitChange();
        }
    }
}
