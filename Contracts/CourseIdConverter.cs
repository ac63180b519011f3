using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CourseComments.Contracts;

/// <summary>Reads a course id from text or from a whole number, which becomes its decimal text (<c>123</c> → <c>"123"</c>).</summary>
internal sealed class CourseIdConverter : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.Number when reader.TryGetInt64(out var number) => number.ToString(CultureInfo.InvariantCulture),
        _ => throw new JsonException("courseId is neither text nor a whole number."),
    };

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
