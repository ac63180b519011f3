using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace CourseComments.ServiceDefaults.OpenApi;

/// <summary>A service's OpenAPI document, <c>/openapi/v1.json</c>. It is made when it is first asked for.</summary>
public static class ServiceOpenApiExtensions
{
    /// <summary>
    /// What all documents share. A service calls <c>AddOpenApi</c> itself and not through here: the package's generator
    /// reads the XML comments of the project that calls it.
    /// </summary>
    /// <param name="options">The document's options.</param>
    /// <param name="title">The document's title.</param>
    /// <param name="description">What the service is for. Markdown.</param>
    /// <param name="tags">The groups of operations, with their descriptions.</param>
    public static void DescribeService(this OpenApiOptions options, string title, string description, params OpenApiTag[] tags)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.AddSchemaTransformer<NumberSchemas>();
        options.AddOperationTransformer<DocumentedOperation>();
        options.AddDocumentTransformer(new ServiceDocument(title, description, tags));
    }

    /// <summary>Serves the document, where documentation is served.</summary>
    public static void MapServiceOpenApi(this WebApplication app)
    {
        if (app.ServesDocs())
        {
            app.MapOpenApi();
        }
    }
}
