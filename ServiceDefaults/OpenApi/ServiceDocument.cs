using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace CourseComments.ServiceDefaults.OpenApi;

/// <summary>What a document says of the whole service.</summary>
internal sealed class ServiceDocument(string title, string description, OpenApiTag[] tags) : IOpenApiDocumentTransformer
{
    public const string BearerScheme = "bearer";

    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo { Title = title, Description = description, Version = "1.0" };
        // Callers come through the gateway, which serves the document as well; a service's own address is nobody's business.
        document.Servers = [new OpenApiServer { Url = "/", Description = "The gateway" }];
        document.Tags = tags.ToHashSet();
        document.AddComponent(ProblemSchema.Name, ProblemSchema.Create());
        document.AddComponent(BearerScheme, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            BearerFormat = "JWT",
            Description = "An access token of the system's OpenID Connect provider. In Development `POST /dev/sign-in` gives one.",
        });
        return Task.CompletedTask;
    }
}
