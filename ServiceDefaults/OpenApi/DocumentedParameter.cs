using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace CourseComments.ServiceDefaults.OpenApi;

/// <summary>A parameter as callers see it, which may be narrower than what the handler's signature tells.</summary>
/// <param name="In">Where it is.</param>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it chooses.</param>
/// <param name="Schema">Which values it takes.</param>
/// <param name="IsRequired">Whether a request without it is refused.</param>
/// <param name="Example">One of them, with which a request can be tried. None for what only an earlier answer tells.</param>
public sealed record DocumentedParameter(
    ParameterLocation In, string Name, string Description, Func<OpenApiSchema> Schema, bool IsRequired = false, JsonNode? Example = null);
