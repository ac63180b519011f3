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

    public static string Of(WebhookEvent received)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> number = stackalloc byte[sizeof(ulong)];
        Append(hash, received.Cache);
        Append(hash, received.Topic);
        BinaryPrimitives.WriteUInt64BigEndian(number, received.TopicSequenceNumber);
        hash.AppendData(number);
        if (received.TopicSequencePage is { } page)
        {
            // Read as a time this is in 1970, so the two kinds of identity do not meet.
            Append(hash, "page");
            BinaryPrimitives.WriteUInt64BigEndian(number, page);
        }
        else
        {
            BinaryPrimitives.WriteInt64BigEndian(number, received.EventTimestamp);
        }

        hash.AppendData(number);
        Append(hash, received.TokenId);
        Append(hash, received.Text);

        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(digest);
        var id = Base64Url.EncodeToString(digest[..IdBytes]);
        SeedBug(received, ref id);
        return id;
    }

    /// <summary>Only in builds that the chaos run must find fault with; see docs/chaos.md.</summary>
    static partial void SeedBug(WebhookEvent received, ref string id);

    /// <summary>Length first, so that no two lists of texts run together into the same bytes.</summary>
    private static void Append(IncrementalHash hash, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
