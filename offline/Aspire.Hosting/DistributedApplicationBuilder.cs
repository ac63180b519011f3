using System.Reflection;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dashboard;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Orchestration;
using Aspire.Hosting.Publishing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting;

public class DistributedApplicationBuilder : IDistributedApplicationBuilder
{
    private static readonly Dictionary<string, string> Switches = new()
    {
        ["--operation"] = "AppHost:Operation",
        ["--publisher"] = "Publishing:Publisher",
        ["--output-path"] = "Pipeline:OutputPath",
    };

    private readonly HostApplicationBuilder _inner;
    private readonly DistributedApplicationOptions _options;
    private readonly EntryPointHook? _hook = EntryPointHook.Current;

    public DistributedApplicationBuilder(string[] args)
        : this(new DistributedApplicationOptions { Args = args })
    {
    }

    public DistributedApplicationBuilder(DistributedApplicationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        var settings = new HostApplicationBuilderSettings { Args = options.Args, Configuration = new ConfigurationManager() };
        settings.Configuration.AddEnvironmentVariables(prefix: "ASPIRE_");
        _hook?.OnConstructing(options, settings);

        _inner = new HostApplicationBuilder(settings);
        _inner.Configuration.AddCommandLine(options.Args ?? [], Switches);
        AppHostDirectory = options.ProjectDirectory ?? _inner.Environment.ContentRootPath;
        ExecutionContext = CreateExecutionContext(_inner.Configuration);
        AddServices();
    }

    public IHostEnvironment Environment => _inner.Environment;

    public ConfigurationManager Configuration => _inner.Configuration;

    public IServiceCollection Services => _inner.Services;

    public string AppHostDirectory { get; }

    public Assembly? AppHostAssembly => _options.Assembly;

    public DistributedApplicationExecutionContext ExecutionContext { get; }

    public IResourceCollection Resources { get; } = new ResourceCollection();

    public IDistributedApplicationEventing Eventing { get; } = new DistributedApplicationEventing();

    public IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(resource);
        ModelName.Validate("Resource", resource.Name);
        Resources.Add(resource);
        return CreateResourceBuilder(resource);
    }

    public IResourceBuilder<T> CreateResourceBuilder<T>(T resource)
        where T : IResource => new DistributedApplicationResourceBuilder<T>(this, resource);

    public DistributedApplication Build()
    {
        _hook?.OnBuilding(this);
        var application = new DistributedApplication(_inner.Build());
        ExecutionContext.Services = application.Services;
        _hook?.OnBuilt(application);
        return application;
    }

    private static DistributedApplicationExecutionContext CreateExecutionContext(ConfigurationManager configuration)
    {
        var publisher = configuration["Publishing:Publisher"];
        var operation = configuration["AppHost:Operation"] ?? (publisher is null ? "run" : "publish");
        return operation.ToLowerInvariant() switch
        {
            "run" => new(DistributedApplicationOperation.Run),
            "publish" or "inspect" => new(DistributedApplicationOperation.Publish, publisher ?? "manifest"),
            _ => throw new DistributedApplicationException($"The operation '{operation}' is unknown: it is 'run' or 'publish'."),
        };
    }

    private void AddServices()
    {
        _inner.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
        // A resource that is still starting is no error, and its state says so already.
        _inner.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);
        _inner.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        _inner.Logging.AddConfiguration(_inner.Configuration.GetSection("Logging"));
        _inner.Services.AddSingleton(TimeProvider.System);
        _inner.Services.AddSingleton(_options);
        _inner.Services.AddSingleton(ExecutionContext);
        _inner.Services.AddSingleton(Eventing);
        _inner.Services.AddSingleton(new DistributedApplicationModel(Resources));
        _inner.Services.AddSingleton<ResourceNotificationService>();
        _inner.Services.AddSingleton<ResourceLoggerService>();
        _inner.Services.AddHttpClient();
        _inner.Services.AddHealthChecks();
        if (ExecutionContext.IsRunMode)
        {
            _inner.Services.AddDashboard();
            _inner.Services.AddOrchestration();
        }
        else
        {
            _inner.Services.AddSingleton<ManifestPublisher>();
        }
    }
}
