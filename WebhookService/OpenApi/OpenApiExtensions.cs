using CourseComments.ServiceDefaults.OpenApi;

namespace CourseComments.WebhookService.OpenApi;

internal static class OpenApiExtensions
{
    public const string CommentsTag = "Comments";
    public const string WebhooksTag = "Webhooks";

    public static void AddOpenApiDocument(this WebApplicationBuilder builder)
    {
        if (builder.AddDocsSwitch())
        {
            builder.Services.AddOpenApi(options => options.DescribeService(
                "Comments and webhooks",
                "Readers get a course's comments here, and Momento delivers them.",
                new() { Name = CommentsTag, Description = "What learners wrote." },
                new() { Name = WebhooksTag, Description = "For Momento alone." }));
        }
    }
}
