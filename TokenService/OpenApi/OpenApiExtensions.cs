using CourseComments.ServiceDefaults.OpenApi;

namespace CourseComments.TokenService.OpenApi;

internal static class OpenApiExtensions
{
    public const string TokensTag = "Tokens";
    public const string PublishingTag = "Publishing";
    public const string AdministrationTag = "Administration";

    public static void AddOpenApiDocument(this WebApplicationBuilder builder)
    {
        if (builder.AddDocsSwitch())
        {
            builder.Services.AddOpenApi(options => options.DescribeService(
                "Tokens and publishing",
                "Learners get disposable tokens here, and publish comments without an SDK.",
                new() { Name = TokensTag, Description = "Tokens with which a learner publishes by itself, with an official Momento SDK." },
                new() { Name = PublishingTag, Description = "For clients without an SDK." },
                new() { Name = AdministrationTag, Description = "For bearer tokens with the administrators' role." }));
        }
    }
}
