using System.Buffers.Binary;
using System.Buffers.Text;

namespace CourseComments.WebhookService.Storing;

/// <summary>The claim logs that this process writes to at the moment. One that is forgotten is read anew when it is needed.</summary>
internal sealed partial class ClaimLogs(ICommentStore store)
{
    /// <summary>Those of the last half minute, of which Momento's single attempts are: seldom is an older one needed again.</summary>
    private const int MaxOpen = 32;

    private readonly Lock _lock = new();
    private readonly Dictionary<ClaimLogKey, ClaimLog> _open = [];
    private readonly Queue<ClaimLogKey> _opened = [];

    /// <summary>Claims an event for the delivery that asks.</summary>
    /// <returns>False when another delivery has, or may have, claimed it before: in this process or any other.</returns>
    /// <exception cref="StoreUnavailableException">It is not known whether the claim is in the log.</exception>
    public Task<bool> TryClaimAsync(ClaimLogKey key, string commentId)
    {
        Span<byte> bytes = stackalloc byte[ClaimLog.IdBytes];
        Base64Url.DecodeFromChars(commentId, bytes);
        var id = BinaryPrimitives.ReadUInt128BigEndian(bytes);
        SeedBug(ref id);
        return Open(key).TryClaimAsync(id);
    }

    /// <summary>Only in builds that the chaos run must find fault with; see docs/chaos.md.</summary>
    static partial void SeedBug(ref UInt128 id);

    private ClaimLog Open(ClaimLogKey key)
    {
        lock (_lock)
        {
            if (_open.TryGetValue(key, out var log))
            {
                return log;
            }

            if (_opened.Count == MaxOpen)
            {
                // Whoever still writes to it goes on; a second one for the same key is to it what another process is.
                _open.Remove(_opened.Dequeue());
            }

            _opened.Enqueue(key);
            return _open[key] = new ClaimLog(store, key.ToString());
        }
    }
}
