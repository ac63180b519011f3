using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace CourseComments.TokenService.Tokens;

/// <summary>
/// How a subject becomes a Momento <c>token_id</c> of at most 64 characters. A subject of 1 to 64 ASCII letters,
/// digits, <c>-</c>, <c>_</c>, <c>.</c> or <c>@</c> stands for itself, unless it is <c>.</c> or <c>..</c>, which no
/// URL can hold as a segment; any other becomes <c>~</c> and the base64url of its SHA-256. No subject that stands for itself begins with <c>~</c>, so two subjects never share an id.
/// </summary>
internal static class TokenIds
{
    private const int MaxLength = 64;

    private static readonly SearchValues<char> Safe =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.@");

    public static string FromSubject(string subject) => IsItself(subject)
        ? subject
        : "~" + Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(subject)));

    /// <summary>Why <see cref="FromSubject"/> could not have made this; null when it could.</summary>
    public static string? FindFault(string? tokenId) => tokenId is not null && (IsItself(tokenId) || IsDigest(tokenId))
        ? null
        : $"must be 1 to {MaxLength} letters, digits, '-', '_', '.' or '@', or '~' and the base64url of a SHA-256.";

    private static bool IsItself(string subject) =>
        subject.Length is > 0 and <= MaxLength && subject is not ("." or "..") && !subject.AsSpan().ContainsAnyExcept(Safe);

    private static bool IsDigest(string tokenId)
    {
        if (!tokenId.StartsWith('~') || !Base64Url.IsValid(tokenId.AsSpan(1), out var length) || length != SHA256.HashSizeInBytes)
        {
            return false;
        }

        // Only the one way to write it that FromSubject uses: no padding, no bits left over.
        return tokenId.AsSpan(1).SequenceEqual(Base64Url.EncodeToString(Base64Url.DecodeFromChars(tokenId.AsSpan(1))));
    }
}
