using Aspire.Hosting.ApplicationModel;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>What every project gets without asking: telemetry settings, its launch profile, ASPNETCORE_URLS.</summary>
public static partial class ProjectResourceBuilderExtensions
{
    private static readonly string[] Schemes = ["http", "https"];
    private static readonly string[] ExporterVariables = ["OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_PROTOCOL", "OTEL_EXPORTER_OTLP_HEADERS"];

    private static IResourceBuilder<ProjectResource> WithDefaults(this IResourceBuilder<ProjectResource> builder, ProjectResourceOptions options)
    {
        var application = builder.ApplicationBuilder;
        builder.WithEnvironment("OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY", "in_memory");
        if (application.ExecutionContext.IsPublishMode)
        {
            builder.WithEnvironment(context =>
            {
                if (builder.Resource.GetEndpoints().Any())
                {
                    context.EnvironmentVariables["ASPNETCORE_FORWARDEDHEADERS_ENABLED"] = "true";
                }
            });
        }
        else
        {
            builder.WithTelemetry().WithEnvironment("DOTNET_SYSTEM_CONSOLE_ALLOW_ANSI_COLOR_REDIRECTION", "true")
                .WithEnvironment("LOGGING__CONSOLE__FORMATTERNAME", "simple");
        }

        var profile = options.ExcludeLaunchProfile ? null : LaunchProfiles.Select(builder, options.LaunchProfileName);
        if (application.ExecutionContext.IsPublishMode)
        {
            return profile?.Profile.ApplicationUrl is null ? builder.WithPorts() : builder.WithPorts().WithSchemeEndpoints();
        }

        builder.WithUrlsVariable();
        return profile is { } chosen ? builder.WithLaunchProfile(chosen.Name, chosen.Profile) : builder;
    }

    private static IResourceBuilder<ProjectResource> WithTelemetry(this IResourceBuilder<ProjectResource> builder)
    {
        var application = builder.ApplicationBuilder;
        var instance = Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(4));
        return builder.WithAnnotation(new ResourceInstanceAnnotation(instance)).WithEnvironment(context =>
        {
            var variables = context.EnvironmentVariables;
            variables["OTEL_SERVICE_NAME"] = builder.Resource.Name;
            variables["OTEL_RESOURCE_ATTRIBUTES"] = $"service.instance.id={instance}";
            foreach (var exporter in ExporterVariables)
            {
                if (application.Configuration[exporter] is { Length: > 0 } value)
                {
                    variables[exporter] = value;
                }
            }

            if (!application.Environment.IsDevelopment())
            {
                return;
            }

            // Telemetry is shown at once, and all of it.
            variables["OTEL_BLRP_SCHEDULE_DELAY"] = variables["OTEL_BSP_SCHEDULE_DELAY"] = variables["OTEL_METRIC_EXPORT_INTERVAL"] = "1000";
            variables["OTEL_TRACES_SAMPLER"] = "always_on";
            variables["OTEL_METRICS_EXEMPLAR_FILTER"] = "trace_based";
            variables["OTEL_DOTNET_EXPERIMENTAL_ASPNETCORE_DISABLE_URL_QUERY_REDACTION"] = "true";
            variables["OTEL_DOTNET_EXPERIMENTAL_HTTPCLIENT_DISABLE_URL_QUERY_REDACTION"] = "true";
        });
    }

    private static IResourceBuilder<ProjectResource> WithLaunchProfile(this IResourceBuilder<ProjectResource> builder, string name, LaunchProfile profile)
    {
        var counts = new Dictionary<string, int>();
        foreach (var url in LaunchProfiles.Urls(profile))
        {
            var address = BindingAddress.Parse(url);
            var count = counts[address.Scheme] = counts.GetValueOrDefault(address.Scheme) + 1;
            builder.WithEndpoint(count == 1 ? address.Scheme : $"{address.Scheme}{count}", endpoint =>
            {
                endpoint.Port = address.Port;
                endpoint.UriScheme = address.Scheme;
                endpoint.TargetHost = address.Host;
            });
        }

        return builder.WithArgs([.. LaunchProfiles.Arguments(profile)]).WithEnvironment(context =>
        {
            context.EnvironmentVariables.TryAdd("DOTNET_LAUNCH_PROFILE", name);
            foreach (var (variable, value) in profile.EnvironmentVariables)
            {
                context.EnvironmentVariables.TryAdd(variable, Environment.ExpandEnvironmentVariables(value));
            }
        });
    }

    private static IResourceBuilder<ProjectResource> WithUrlsVariable(this IResourceBuilder<ProjectResource> builder) => builder.WithEnvironment(context =>
    {
        if (context.EnvironmentVariables.ContainsKey("ASPNETCORE_URLS"))
        {
            return;
        }

        var urls = new ReferenceExpressionBuilder();
        foreach (var endpoint in builder.EndpointsInEnvironment())
        {
            urls.AppendLiteral(urls.IsEmpty ? "" : ";");
            urls.Append($"{endpoint.Property(EndpointProperty.Scheme)}://{endpoint.EndpointAnnotation.TargetHost}:{endpoint.Property(EndpointProperty.TargetPort)}");
        }

        if (!urls.IsEmpty)
        {
            context.EnvironmentVariables["ASPNETCORE_URLS"] = urls.Build();
        }
    });

    /// <summary>A published project listens where its base image would not: on the ports of the endpoints it was given.</summary>
    private static IResourceBuilder<ProjectResource> WithPorts(this IResourceBuilder<ProjectResource> builder) => builder.WithEnvironment(context =>
    {
        foreach (var scheme in Schemes)
        {
            var ports = new ReferenceExpressionBuilder();
            foreach (var endpoint in builder.EndpointsInEnvironment().Where(endpoint => endpoint.Scheme == scheme))
            {
                ports.AppendLiteral(ports.IsEmpty ? "" : ";");
                ports.Append($"{endpoint.Property(EndpointProperty.TargetPort)}");
            }

            if (!ports.IsEmpty)
            {
                context.EnvironmentVariables.TryAdd($"{scheme.ToUpperInvariant()}_PORTS", ports.Build());
            }
        }
    });

    private static IResourceBuilder<ProjectResource> WithSchemeEndpoints(this IResourceBuilder<ProjectResource> builder)
    {
        foreach (var scheme in Schemes)
        {
            builder.WithEndpoint(scheme, endpoint => endpoint.UriScheme = scheme);
        }

        return builder;
    }

    private static IEnumerable<EndpointReference> EndpointsInEnvironment(this IResourceBuilder<ProjectResource> builder)
    {
        var filters = builder.Resource.Annotations.OfType<EndpointEnvironmentInjectionFilterAnnotation>().ToArray();
        return builder.Resource.GetEndpoints()
            .Where(endpoint => endpoint.Scheme is "http" or "https"
                && endpoint.EndpointAnnotation.TargetPortEnvironmentVariable is null
                && Array.TrueForAll(filters, filter => filter.Filter(endpoint.EndpointAnnotation)));
    }
}
