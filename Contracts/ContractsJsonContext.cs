using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CourseComments.Contracts;

/// <summary>Serialization of what travels through the topic.</summary>
[JsonSerializable(typeof(CommentMessage))]
public sealed partial class ContractsJsonContext : JsonSerializerContext
{
    /// <summary>Writes text as it is, where the encoder can (not beyond the BMP), instead of as <c>\u</c> escapes: a topic message holds 4 KB.</summary>
    public static ContractsJsonContext Compact { get; } =
        new(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
