using System.Reflection;
using System.Text.Json.Nodes;
using CourseComments.ServiceDefaults.Errors;
using Microsoft.OpenApi;

namespace CourseComments.TestSupport.OpenApi;

/// <summary>What a reader may expect of our OpenAPI documents.</summary>
public static class OpenApiRules
{
    private static readonly HashSet<string> ProblemTypesOfOurs =
        [.. typeof(ProblemTypes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!)];

    /// <summary>Everything that is wrong with a document, each fault with its place.</summary>
    public static IReadOnlyList<string> FindFaults(string json)
    {
        var (document, diagnostic) = OpenApiDocument.Parse(json, "json");
        IEnumerable<OpenApiError> reported = [.. diagnostic?.Errors ?? [], .. diagnostic?.Warnings ?? []];
        return [.. reported.Select(error => error.ToString()), .. document is null ? ["cannot be read"] : FaultsOf(document)];
    }

    private static IEnumerable<string> FaultsOf(OpenApiDocument document)
    {
        var operations = document.Paths
            .SelectMany(path => path.Value.Operations!.Select(operation => (Place: $"{operation.Key} {path.Key}", Operation: operation.Value)))
            .ToList();
        return operations.SelectMany(item => FaultsOf(item.Operation, document).Select(fault => $"{item.Place}: {fault}"))
            .Concat(operations.GroupBy(item => item.Operation.OperationId)
                .Where(sameId => sameId.Count() > 1)
                .Select(sameId => $"operationId {sameId.Key} is not unique"));
    }

    private static IEnumerable<string> FaultsOf(OpenApiOperation operation, OpenApiDocument document)
    {
        foreach (var (what, text) in new[]
        {
            ("summary", operation.Summary), ("description", operation.Description), ("operationId", operation.OperationId),
        })
        {
            if (string.IsNullOrWhiteSpace(text))
            {
                yield return $"has no {what}";
            }
        }

        if (operation.Tags is not { Count: > 0 } tags || tags.Any(tag => document.Tags?.Any(known => known.Name == tag.Name) != true))
        {
            yield return "has no tag that the document describes";
        }

        foreach (var parameter in operation.Parameters?.Where(parameter => string.IsNullOrWhiteSpace(parameter.Description)) ?? [])
        {
            yield return $"parameter {parameter.Name} has no description";
        }

        foreach (var fault in FaultsOf("request", operation.RequestBody?.Content)
            .Concat((operation.Responses ?? []).SelectMany(response => FaultsOf(response.Key, response.Value.Content)))
            .Concat((operation.Responses ?? []).SelectMany(response => ProblemFaultsOf(response.Key, response.Value))))
        {
            yield return fault;
        }
    }

    private static IEnumerable<string> FaultsOf(string place, IDictionary<string, OpenApiMediaType>? content)
    {
        foreach (var (type, media) in content ?? new Dictionary<string, OpenApiMediaType>())
        {
            if (media.Schema is null)
            {
                yield return $"{place} {type} has no schema";
            }

            if (media.Examples is not { Count: > 0 } examples || examples.Values.Any(example => example.Value is null))
            {
                yield return $"{place} {type} has no example";
            }
        }
    }

    private static IEnumerable<string> ProblemFaultsOf(string status, IOpenApiResponse response)
    {
        if (status is ['4' or '5', ..] && response.Content?.ContainsKey("application/problem+json") != true)
        {
            yield return $"{status} is no problem details";
        }

        foreach (var body in Problems(response))
        {
            if (body["type"]?.GetValue<string>() is not { } type || !ProblemTypesOfOurs.Contains(type))
            {
                yield return $"{status} has an example whose type is not in ProblemTypes: {body["type"]}";
            }

            if (body["status"]?.ToString() != status)
            {
                yield return $"{status} has an example of status {body["status"]}";
            }
        }
    }

    internal static IEnumerable<JsonNode> Problems(IOpenApiResponse response) =>
        response.Content?.GetValueOrDefault("application/problem+json")?.Examples?.Values.Select(example => example.Value).OfType<JsonNode>() ?? [];

    private static OpenApiMediaType? GetValueOrDefault(this IDictionary<string, OpenApiMediaType> content, string type) =>
        content.TryGetValue(type, out var media) ? media : null;
}
