using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Momento.Webhooks;

namespace CourseComments.WebhookService.Comments;

/// <summary>
/// A comment's id: a hash over what makes an event itself — cache, topic, sequence number, event time, token id
/// and text; with the page, where it is known, instead of the time, which then is only that of its receipt. The same event delivered again has the same id; the sequence number alone starts over when a topic does.
/// </summary>
internal static partial class CommentIds
{
    private const int IdBytes = 16;

    /// <summary>Two numbers, and what marks a page.</summary>
    private const int FixedBytes = (2 * sizeof(ulong)) + sizeof(int) + 4;

    public static string Of(WebhookEvent received)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(FixedBytes + MaxBytes(received.Cache, received.Topic, received.TokenId, received.Text));
        var identity = new IdentityWriter(buffer);
        identity.Write(received.Cache);
        identity.Write(received.Topic);
        identity.Write(received.TopicSequenceNumber);
        if (received.TopicSequencePage is { } page)
        {
            // Read as a time this is in 1970, so the two kinds of identity do not meet.
            identity.Write("page");
            identity.Write(page);
        }
        else
        {
            identity.Write((ulong)received.EventTimestamp);
        }

        identity.Write(received.TokenId);
        identity.Write(received.Text);

        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(identity.Written, digest);
        ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        var id = Base64Url.EncodeToString(digest[..IdBytes]);
        SeedBug(received, ref id);
        return id;
    }

    /// <summary>Only in builds that the chaos run must find fault with; see docs/chaos.md.</summary>
    static partial void SeedBug(WebhookEvent received, ref string id);

    private static int MaxBytes(params ReadOnlySpan<string> texts)
    {
        var bytes = 0;
        foreach (var text in texts)
        {
            bytes += sizeof(int) + Encoding.UTF8.GetMaxByteCount(text.Length);
        }

        return bytes;
    }

    private ref struct IdentityWriter(Span<byte> buffer)
    {
        private readonly Span<byte> _buffer = buffer;
        private int _length;

        public readonly ReadOnlySpan<byte> Written => _buffer[.._length];

        public void Write(ulong number)
        {
            BinaryPrimitives.WriteUInt64BigEndian(_buffer[_length..], number);
            _length += sizeof(ulong);
        }

        /// <summary>Length first, so that no two lists of texts run together into the same bytes.</summary>
        public void Write(string text)
        {
            var bytes = Encoding.UTF8.GetBytes(text, _buffer[(_length + sizeof(int))..]);
            BinaryPrimitives.WriteInt32BigEndian(_buffer[_length..], bytes);
            _length += sizeof(int) + bytes;
        }
    }
}
