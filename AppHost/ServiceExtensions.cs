namespace CourseComments.AppHost;

/// <summary>What all of the system's own services have in common.</summary>
internal static class ServiceExtensions
{
    /// <summary>Adds a service with one HTTP endpoint and a health check.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The service's name, by which others find it.</param>
    /// <param name="localPort">Its port on a developer's machine; any free one when left out. Published, the platform chooses.</param>
    public static IResourceBuilder<ProjectResource> AddService<TProject>(
        this IDistributedApplicationBuilder builder, string name, int? localPort = null)
        where TProject : IProjectMetadata, new()
    {
        var service = builder.AddProject<TProject>(name, launchProfileName: null)
            .WithHttpEndpoint(port: builder.ExecutionContext.IsRunMode ? localPort : null)
            .WithHttpHealthCheck("/health");
        return builder.ExecutionContext.IsRunMode
            ? service.WithEnvironment("ASPNETCORE_ENVIRONMENT", builder.Environment.EnvironmentName)
            : service;
    }

    /// <summary>The URL of a path of a service, known once its endpoint is.</summary>
    public static ReferenceExpression UrlOf(this IResourceBuilder<ProjectResource> service, string path) =>
        ReferenceExpression.Create($"{service.GetEndpoint("http").Property(EndpointProperty.Url)}{path}");

    /// <summary>The secret that Momento signs webhooks with: made anew for each local run, asked for when published.</summary>
    public static IResourceBuilder<ParameterResource> AddWebhookSigningSecret(this IDistributedApplicationBuilder builder, string name)
    {
        var parameter = builder.ExecutionContext.IsRunMode
            ? builder.AddParameter(name, new GenerateParameterDefault { MinLength = 32, Special = false }, secret: true)
            : builder.AddParameter(name, secret: true);
        return parameter.WithDescription("The signing secret of the Momento webhook, as Momento shows it.");
    }
}
