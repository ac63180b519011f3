using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace CourseComments.WebhookService.Comments;

/// <summary>
/// What a course's pages were made of. They change when, and only when, an element is pushed to the front of its
/// list, so a digest of the front element stands for all of them.
/// </summary>
/// <param name="ETag">The entity tag (RFC 9110) that every page of the course has.</param>
internal sealed record CourseVersion(EntityTagHeaderValue ETag)
{
    private const int DigestBytes = 16;

    /// <param name="front">The list's first element, if there is one.</param>
    public static CourseVersion Of(IList<byte[]> front) =>
        new(new EntityTagHeaderValue($"\"{(front.Count == 0 ? "empty" : DigestOf(front[0]))}\""));

    /// <summary>Whether a reader holds this version already.</summary>
    /// <param name="ifNoneMatch">The request's header.</param>
    public bool Matches(StringValues ifNoneMatch) =>
        EntityTagHeaderValue.TryParseList(ifNoneMatch, out var held)
        && held.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(ETag, useStrongComparison: false));

    private static string DigestOf(byte[] element)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(element, digest);
        return Base64Url.EncodeToString(digest[..DigestBytes]);
    }
}
