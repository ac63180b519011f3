using System.Net.Mime;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;

namespace CourseComments.ServiceDefaults.OpenApi;

/// <summary>Writes into an operation what <see cref="EndpointDocumentation"/> keeps with its endpoint.</summary>
internal sealed class DocumentedOperation(IOptions<JsonOptions> json) : IOpenApiOperationTransformer
{
    private const string ExampleTraceId = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    public async Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var problems = metadata.OfType<DocumentedProblem>();
        if (metadata.OfType<IAuthorizeData>().Any() && !metadata.OfType<IAllowAnonymous>().Any())
        {
            operation.Security = [new() { [new OpenApiSecuritySchemeReference(ServiceDocument.BearerScheme, context.Document)] = [] }];
            problems = problems.Prepend(DocumentedProblems.Unauthenticated);
        }

        // The endpoint's own words, not its handler's XML comment, which is for those who change it.
        operation.Summary = metadata.OfType<IEndpointSummaryMetadata>().LastOrDefault()?.Summary;
        operation.Description = metadata.OfType<IEndpointDescriptionMetadata>().LastOrDefault()?.Description;
        foreach (var parameter in metadata.OfType<DocumentedParameter>())
        {
            Describe(operation, parameter);
        }

        if (metadata.OfType<DocumentedRequest>().LastOrDefault() is { } request)
        {
            operation.RequestBody = await RequestAsync(operation, request, context, cancellationToken);
        }

        var answers = metadata.OfType<DocumentedAnswer>().ToDictionary(answer => answer.Status, answer => Answer(operation, answer));
        var failures = problems.GroupBy(problem => problem.Status)
            .ToDictionary(sameStatus => sameStatus.Key, sameStatus => Failure([.. sameStatus], context.Document));
        operation.Responses = [];
        foreach (var (status, response) in answers.Concat(failures).OrderBy(pair => pair.Key))
        {
            operation.Responses.Add($"{status}", response);
        }
    }

    private static void Describe(OpenApiOperation operation, DocumentedParameter documented)
    {
        operation.Parameters ??= [];
        var parameter = operation.Parameters.OfType<OpenApiParameter>()
            .FirstOrDefault(parameter => parameter.In == documented.In && parameter.Name == documented.Name);
        if (parameter is null)
        {
            operation.Parameters.Add(parameter = new OpenApiParameter { In = documented.In, Name = documented.Name });
        }

        parameter.Description = documented.Description;
        parameter.Required = documented.IsRequired;
        parameter.Schema = documented.Schema();
        parameter.Example = documented.Example?.DeepClone();
    }

    /// <summary>A body that the handler reads by itself has no schema yet.</summary>
    private async Task<OpenApiRequestBody> RequestAsync(
        OpenApiOperation operation, DocumentedRequest request, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var schema = SchemaOf(operation.RequestBody?.Content);
        if (schema is null)
        {
            context.Document!.AddComponent(request.Type.Name, await context.GetOrCreateSchemaAsync(request.Type, null, cancellationToken));
            schema = new OpenApiSchemaReference(request.Type.Name, context.Document);
        }

        return new OpenApiRequestBody { Description = request.Description, Required = true, Content = Json(schema, request.Example) };
    }

    private OpenApiResponse Answer(OpenApiOperation operation, DocumentedAnswer answer)
    {
        IOpenApiResponse? inferred = null;
        operation.Responses?.TryGetValue($"{answer.Status}", out inferred);
        return new OpenApiResponse
        {
            Description = answer.Description,
            Headers = Headers(answer.Headers),
            Content = answer.Example is { } example && SchemaOf(inferred?.Content) is { } schema ? Json(schema, example) : null,
        };
    }

    private static IOpenApiSchema? SchemaOf(IDictionary<string, OpenApiMediaType>? content) => content?.Values.FirstOrDefault()?.Schema;

    private OpenApiResponse Failure(IReadOnlyList<DocumentedProblem> problems, OpenApiDocument? document) => new()
    {
        Description = string.Join(" Or: ", problems.Select(problem => problem.When)),
        Headers = Headers([.. problems.SelectMany(problem => problem.Headers)]),
        Content = new Dictionary<string, OpenApiMediaType>
        {
            [MediaTypeNames.Application.ProblemJson] = new()
            {
                Schema = new OpenApiSchemaReference(ProblemSchema.Name, document),
                Examples = problems.ToDictionary(problem => problem.Name, problem => (IOpenApiExample)new OpenApiExample
                {
                    Summary = problem.When,
                    Value = BodyOf(problem),
                }),
            },
        },
    };

    private JsonNode BodyOf(DocumentedProblem problem)
    {
        var body = JsonSerializer.SerializeToNode(problem.Body, json.Value.SerializerOptions)!;
        body["traceId"] = ExampleTraceId;
        return body;
    }

    private Dictionary<string, OpenApiMediaType> Json(IOpenApiSchema schema, object example) => new()
    {
        [MediaTypeNames.Application.Json] = new()
        {
            Schema = schema,
            Examples = new Dictionary<string, IOpenApiExample>
            {
                ["example"] = new OpenApiExample { Value = JsonSerializer.SerializeToNode(example, example.GetType(), json.Value.SerializerOptions) },
            },
        },
    };

    private static Dictionary<string, IOpenApiHeader>? Headers(IReadOnlyList<DocumentedHeader> headers) => headers.Count == 0 ? null
        : headers.DistinctBy(header => header.Name).ToDictionary(header => header.Name, header => (IOpenApiHeader)new OpenApiHeader
        {
            Description = header.Description,
            Schema = new OpenApiSchema { Type = header.Type },
            Example = header.Type == JsonSchemaType.String ? JsonValue.Create(header.Example) : JsonNode.Parse(header.Example),
        });
}
