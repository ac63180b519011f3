using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CourseComments.TestSupport.OpenApi;

/// <summary>The OpenAPI documents in <c>docs/openapi</c>, which are to be what the services serve.</summary>
public static class OpenApiSnapshot
{
    /// <summary>With <c>1</c> in it, the checked-in documents are written instead of compared.</summary>
    private const string UpdateVariable = "UPDATE_OPENAPI";

    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Compares a served document with a checked-in one.</summary>
    /// <param name="fileName">The name in <c>docs/openapi</c>.</param>
    /// <param name="served">The document as served.</param>
    /// <returns>The first difference and how to accept it; null when there is none.</returns>
    public static string? FindDifference(string fileName, string served)
    {
        var path = Path.Combine(Repository.Root, "docs", "openapi", fileName);
        var normalized = Normalized(served);
        if (Environment.GetEnvironmentVariable(UpdateVariable) == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, normalized);
            return null;
        }

        var expected = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "";
        return expected == normalized ? null
            : $"{FirstDifference(expected.Split('\n'), normalized.Split('\n'), fileName)}\n"
            + $"If that is meant, run the tests once with {UpdateVariable}=1 and commit docs/openapi/{fileName}.";
    }

    /// <summary>Indented, text as it is, one line end at the end.</summary>
    private static string Normalized(string json) => JsonNode.Parse(json)!.ToJsonString(Readable) + "\n";

    private static string FirstDifference(string[] expected, string[] served, string fileName)
    {
        var line = 0;
        while (line < expected.Length && line < served.Length && expected[line] == served[line])
        {
            line++;
        }

        return $"The served document differs from docs/openapi/{fileName} at line {line + 1}:\n"
            + $"  checked in: {expected.ElementAtOrDefault(line) ?? "(ends)"}\n"
            + $"  served:     {served.ElementAtOrDefault(line) ?? "(ends)"}";
    }
}
