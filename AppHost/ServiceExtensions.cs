namespace CourseComments.AppHost;

/// <summary>What all of the system's own services have in common.</summary>
internal static class ServiceExtensions
{
    /// <summary>How long a published service still takes requests after it was told to end.</summary>
    private const string ShutdownDelay = "00:00:05";

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
            : service.WithProbes().WithEnvironment("Shutdown__Delay", ShutdownDelay);
    }

    /// <summary>Adds a service that nobody calls. On a developer's machine its health can be asked for; published, it has no endpoint.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The service's name.</param>
    public static IResourceBuilder<ProjectResource> AddWorker<TProject>(this IDistributedApplicationBuilder builder, string name)
        where TProject : IProjectMetadata, new() => builder.ExecutionContext.IsRunMode
            ? builder.AddService<TProject>(name)
            : builder.AddProject<TProject>(name, launchProfileName: null);

    /// <summary>The URL of a path of a service, known once its endpoint is.</summary>
    public static ReferenceExpression UrlOf(this IResourceBuilder<ProjectResource> service, string path) =>
        ReferenceExpression.Create($"{service.GetEndpoint("http").Property(EndpointProperty.Url)}{path}");

    /// <summary>A service whose process hangs is restarted; one that cannot reach Momento gets no requests meanwhile.</summary>
#pragma warning disable ASPIREPROBES001 // Marked as still changing by Aspire.
    private static IResourceBuilder<ProjectResource> WithProbes(this IResourceBuilder<ProjectResource> service) => service
        .WithHttpProbe(ProbeType.Liveness, "/alive", periodSeconds: 10, timeoutSeconds: 2)
        .WithHttpProbe(ProbeType.Readiness, "/health", initialDelaySeconds: 1, timeoutSeconds: 3);
#pragma warning restore ASPIREPROBES001
}
