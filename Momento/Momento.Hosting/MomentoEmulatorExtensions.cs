using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Runs the local Momento in place of an account.</summary>
public static class MomentoEmulatorExtensions
{
    private const int GrpcPort = 8080;
    private const int HttpPort = 8081;
    private const int KeyLength = 32;

    /// <summary>
    /// Runs the emulator in the account's place, as resource <c>{name}-emulator</c> on ports 8080 (gRPC) and 8081
    /// (HTTP/1.1), unless the application is being published or an API key is configured
    /// (<c>Parameters:{name}-api-key</c>): then the account itself is used.
    /// </summary>
    /// <param name="builder">The account.</param>
    /// <param name="configureEmulator">Changes the emulator's resource.</param>
    public static IResourceBuilder<MomentoResource> RunAsEmulator(
        this IResourceBuilder<MomentoResource> builder, Action<IResourceBuilder<ProjectResource>>? configureEmulator = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var application = builder.ApplicationBuilder;
        var momento = builder.Resource;
        if (application.ExecutionContext.IsPublishMode
            || !string.IsNullOrEmpty(application.Configuration[$"Parameters:{momento.ApiKey.Name}"]))
        {
            return builder;
        }

        application.Resources.Remove(momento.Endpoint);
        application.Resources.Remove(momento.ApiKey);
        var apiKey = application.AddParameter(
            $"{momento.Name}-emulator-key", new GenerateParameterDefault { MinLength = KeyLength, Special = false }, secret: true);
        var emulator = application
            .AddProject<MomentoEmulatorProject>($"{momento.Name}-emulator", options =>
            {
                options.ExcludeLaunchProfile = true;
                options.ExcludeKestrelEndpoints = true;
            })
            .WithEndpoint("grpc", endpoint => Listen(endpoint, GrpcPort, "http2"))
            .WithEndpoint("http", endpoint => Listen(endpoint, HttpPort, "http"))
            .WithEndpointsInEnvironment(_ => false)
            .WithHttpHealthCheck("/health", endpointName: "http")
            .ExcludeFromManifest();
        emulator.WithEnvironment(context => Configure(context.EnvironmentVariables, momento, emulator, apiKey.Resource));
        configureEmulator?.Invoke(emulator);

        momento.Emulator = new MomentoEmulator(emulator.GetEndpoint("grpc"), apiKey.Resource);
        emulator.WithParentRelationship(momento);
        return builder.WithAnnotation(new EmulatorResourceAnnotation());
    }

    private static void Listen(EndpointAnnotation endpoint, int port, string transport)
    {
        endpoint.UriScheme = "http";
        endpoint.Port = port;
        endpoint.Transport = transport;
    }

    private static void Configure(
        Dictionary<string, object> environment,
        MomentoResource momento,
        IResourceBuilder<ProjectResource> emulator,
        ParameterResource apiKey)
    {
        foreach (var name in new[] { "grpc", "http" })
        {
            var port = emulator.GetEndpoint(name).Property(EndpointProperty.TargetPort);
            environment[$"Kestrel__Endpoints__{name}__Url"] = ReferenceExpression.Create($"http://localhost:{port}");
        }

        environment["Emulator__Keys__0__Key"] = apiKey;
        environment["Emulator__Keys__0__Role"] = "superuser";

        var caches = momento.Annotations.OfType<MomentoCacheAnnotation>().ToList();
        for (var index = 0; index < caches.Count; index++)
        {
            environment[$"Emulator__Caches__{index}"] = caches[index].CacheName;
        }

        var webhooks = momento.Annotations.OfType<MomentoWebhookAnnotation>().ToList();
        for (var index = 0; index < webhooks.Count; index++)
        {
            var key = $"Emulator__Webhooks__{index}";
            environment[$"{key}__Name"] = webhooks[index].WebhookName;
            environment[$"{key}__Cache"] = webhooks[index].CacheName;
            environment[$"{key}__Topic"] = webhooks[index].TopicName;
            environment[$"{key}__Url"] = webhooks[index].Url;
            environment[$"{key}__SigningSecret"] = webhooks[index].SigningSecret;
        }
    }
}
