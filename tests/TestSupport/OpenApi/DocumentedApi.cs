using System.Text.Json;
using Microsoft.OpenApi;

namespace CourseComments.TestSupport.OpenApi;

/// <summary>An OpenAPI document to hold real answers against.</summary>
public sealed class DocumentedApi(string json)
{
    private readonly OpenApiDocument _document = OpenApiDocument.Parse(json, "json").Document!;

    /// <summary>The statuses that each operation may answer, by operation id.</summary>
    public IReadOnlyDictionary<string, string> Statuses => Operations.ToDictionary(
        operation => operation.OperationId!, operation => string.Join(' ', operation.Responses!.Keys));

    /// <summary>The operations that take a bearer token.</summary>
    public IEnumerable<string> Secured => Operations.Where(operation => operation.Security is { Count: > 0 }).Select(operation => operation.OperationId!);

    private IEnumerable<OpenApiOperation> Operations => _document.Paths.SelectMany(path => path.Value.Operations!.Values);

    /// <summary>What a real answer has that the document does not, or lacks of what it has.</summary>
    public async Task<IReadOnlyList<string>> FindFaultsAsync(string operationId, HttpResponseMessage answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var operation = Operations.Single(operation => operation.OperationId == operationId);
        if (!operation.Responses!.TryGetValue($"{(int)answer.StatusCode}", out var response))
        {
            return [$"status {(int)answer.StatusCode} is not documented"];
        }

        var body = await answer.Content.ReadAsStringAsync();
        return
        [
            .. response.Headers?.Keys.Where(header => !answer.Headers.Contains(header)).Select(header => $"header {header} is missing") ?? [],
            .. body.Length == 0 ? [] : FaultsOf(response, answer.Content.Headers.ContentType?.MediaType ?? "", body),
        ];
    }

    private static IEnumerable<string> FaultsOf(IOpenApiResponse response, string mediaType, string body)
    {
        if (response.Content is null || !response.Content.TryGetValue(mediaType, out var media))
        {
            return [$"media type {mediaType} is not documented"];
        }

        using var parsed = JsonDocument.Parse(body);
        var members = parsed.RootElement.EnumerateObject().Select(member => member.Name).ToList();
        var unknown = members.Except(media.Schema?.Properties?.Keys ?? []).Select(member => $"member {member} is not documented");
        var missing = (media.Schema?.Required ?? new HashSet<string>()).Except(members).Select(member => $"member {member} is missing");
        var type = parsed.RootElement.TryGetProperty("type", out var value) ? value.GetString() : null;
        var isUnknownProblem = mediaType == "application/problem+json"
            && !OpenApiRules.Problems(response).Any(problem => problem["type"]?.GetValue<string>() == type);
        return [.. unknown, .. missing, .. isUnknownProblem ? [$"problem {type} has no example"] : Array.Empty<string>()];
    }
}
