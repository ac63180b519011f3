namespace CourseComments.AppHost;

/// <summary>What all of the system's own services have in common.</summary>
internal static class ServiceExtensions
{
    /// <summary>Adds a service with one HTTP endpoint, and a health check or the probes of the platform it is published to.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The service's name, by which others find it.</param>
    /// <param name="localPort">Its port on a developer's machine; any free one when left out. Published, the platform chooses.</param>
    public static IResourceBuilder<ProjectResource> AddService<TProject>(
        this IDistributedApplicationBuilder builder, string name, int? localPort = null)
        where TProject : IProjectMetadata, new()
    {
        var service = builder.AddProject<TProject>(name, launchProfileName: null)
            .WithHttpEndpoint(port: builder.ExecutionContext.IsRunMode ? localPort : null);
        return builder.ExecutionContext.IsRunMode
            ? service.WithHttpHealthCheck("/health").WithEnvironment("ASPNETCORE_ENVIRONMENT", builder.Environment.EnvironmentName)
            : service.WithProbes();
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

    /// <summary>A service whose process hangs is restarted; one that cannot reach Momento gets no requests meanwhile.</summary>
#pragma warning disable ASPIREPROBES001 // Marked as still changing by Aspire.
    private static IResourceBuilder<ProjectResource> WithProbes(this IResourceBuilder<ProjectResource> service) => service
        .WithHttpProbe(ProbeType.Liveness, "/alive", periodSeconds: 10, timeoutSeconds: 2)
        .WithHttpProbe(ProbeType.Readiness, "/health", initialDelaySeconds: 1, timeoutSeconds: 3);
#pragma warning restore ASPIREPROBES001
}
