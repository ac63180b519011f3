using System.Reflection;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

public interface IDistributedApplicationTestingBuilder : IDistributedApplicationBuilder, IAsyncDisposable, IDisposable
{
    new ConfigurationManager Configuration => ((IDistributedApplicationBuilder)this).Configuration;

    new string AppHostDirectory => ((IDistributedApplicationBuilder)this).AppHostDirectory;

    new Assembly? AppHostAssembly => ((IDistributedApplicationBuilder)this).AppHostAssembly;

    new IHostEnvironment Environment => ((IDistributedApplicationBuilder)this).Environment;

    new IServiceCollection Services => ((IDistributedApplicationBuilder)this).Services;

    new DistributedApplicationExecutionContext ExecutionContext => ((IDistributedApplicationBuilder)this).ExecutionContext;

    new IDistributedApplicationEventing Eventing => ((IDistributedApplicationBuilder)this).Eventing;

    new IResourceCollection Resources => ((IDistributedApplicationBuilder)this).Resources;

    new IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource => ((IDistributedApplicationBuilder)this).AddResource(resource);

    new IResourceBuilder<T> CreateResourceBuilder<T>(T resource)
        where T : IResource => ((IDistributedApplicationBuilder)this).CreateResourceBuilder(resource);

    Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default);
}
