using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Momento.Client;
using Momento.Sdk;
using OpenTelemetry.Trace;

namespace Microsoft.Extensions.Hosting;

/// <summary>Registers clients of Momento.</summary>
public static class MomentoClientExtensions
{
    private static readonly TimeSpan HealthCheckTimeout = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Registers <see cref="ICacheClient"/>, <see cref="ITopicClient"/>, <see cref="IAuthClient"/>, <see cref="ITopicPublisher"/> and
    /// <see cref="MomentoConnection"/> as singletons that are made when first asked for, the health check <c>Momento</c>, and
    /// tracing for an application that traces. Faulty settings make the host fail to start, with an <see cref="OptionsValidationException"/> that lists them all.
    /// </summary>
    /// <param name="builder">The host.</param>
    /// <param name="connectionName">Names <c>ConnectionStrings:{name}</c> and the section <c>Momento:Client:{name}</c>.</param>
    /// <param name="configureSettings">Has the last word on the settings.</param>
    /// <remarks>
    /// Spans come from gRPC's own source, so that they are the same with every version of the SDK: one for each call, with the
    /// method and status, and without keys, values or messages.
    /// </remarks>
    public static void AddMomentoClients(
        this IHostApplicationBuilder builder, string connectionName, Action<MomentoClientSettings>? configureSettings = null) =>
        Add(builder, connectionName, serviceKey: null, configureSettings);

    /// <summary>As <see cref="AddMomentoClients"/>, as keyed services; the health check is called <c>Momento_{name}</c>.</summary>
    /// <param name="builder">The host.</param>
    /// <param name="name">The services' key and the connection's name.</param>
    /// <param name="configureSettings">Has the last word on the settings.</param>
    public static void AddKeyedMomentoClients(
        this IHostApplicationBuilder builder, string name, Action<MomentoClientSettings>? configureSettings = null) =>
        Add(builder, name, serviceKey: name, configureSettings);

    private static void Add(
        IHostApplicationBuilder builder, string connectionName, string? serviceKey, Action<MomentoClientSettings>? configureSettings)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(connectionName);

        var reader = new MomentoSettingsReader(builder.Configuration, connectionName);
        var settings = reader.Read(configureSettings);
        builder.Services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<MomentoClientOptions>, MomentoClientOptionsValidator>());
        builder.Services.AddOptions<MomentoClientOptions>(serviceKey ?? Options.Options.DefaultName)
            .Configure(reader.Complete)
            .ValidateOnStart();

        AddSingleton(builder.Services, serviceKey, options => options.Connection!);
        AddSingleton(builder.Services, serviceKey, MomentoClients.Cache);
        AddSingleton(builder.Services, serviceKey, MomentoClients.Topics);
        AddSingleton(builder.Services, serviceKey, MomentoClients.Auth);
        AddSingleton(builder.Services, serviceKey, MomentoClients.Publisher);

        if (!settings.DisableTracing)
        {
            builder.Services.ConfigureOpenTelemetryTracerProvider(
                tracing => tracing.AddSource(GrpcSpanProcessor.SourceName).AddProcessor(new GrpcSpanProcessor()));
        }

        if (!settings.DisableHealthChecks)
        {
            AddHealthCheck(builder, serviceKey, settings.HealthCheckCache);
        }
    }

    private static void AddSingleton<TService>(
        IServiceCollection services, string? serviceKey, Func<MomentoClientOptions, TService> create)
        where TService : class
    {
        TService Create(IServiceProvider provider) =>
            create(provider.GetRequiredService<IOptionsMonitor<MomentoClientOptions>>().Get(serviceKey));

        if (serviceKey is null)
        {
            services.AddSingleton(Create);
        }
        else
        {
            services.AddKeyedSingleton(serviceKey, (provider, _) => Create(provider));
        }
    }

    private static void AddHealthCheck(IHostApplicationBuilder builder, string? serviceKey, string? cacheName)
    {
        var name = serviceKey is null ? "Momento" : $"Momento_{serviceKey}";
        if (!builder.Properties.TryAdd($"HealthChecks.{name}", true))
        {
            return;
        }

        builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            name,
            provider => new MomentoHealthCheck(provider.GetRequiredKeyedService<ICacheClient>(serviceKey), cacheName),
            failureStatus: null,
            tags: null,
            HealthCheckTimeout));
    }
}
