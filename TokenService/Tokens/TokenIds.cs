using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace CourseComments.TokenService.Tokens;

/// <summary>
/// How a subject becomes a Momento <c>token_id</c> of at most 64 characters. A subject of 1 to 64 ASCII letters,
/// digits, <c>-</c>, <c>_</c>, <c>.</c> or <c>@</c> stands for itself; any other becomes <c>~</c> and the base64url
/// of its SHA-256. No subject that stands for itself begins with <c>~</c>, so two subjects never share an id.
/// </summary>
internal static class TokenIds
{
    private const int MaxLength = 64;

    private static readonly SearchValues<char> Safe =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.@");

    public static string FromSubject(string subject) =>
        subject.Length is > 0 and <= MaxLength && !subject.AsSpan().ContainsAnyExcept(Safe)
            ? subject
            : "~" + Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(subject)));
}
