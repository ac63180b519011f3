using System.Reflection;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

internal sealed class TestingBuilder(
    DistributedApplicationBuilder inner,
    Func<CancellationToken, Task<DistributedApplication>> build,
    Func<Task> finish) : IDistributedApplicationTestingBuilder
{
    public ConfigurationManager Configuration => inner.Configuration;

    public string AppHostDirectory => inner.AppHostDirectory;

    public Assembly? AppHostAssembly => inner.AppHostAssembly;

    public IHostEnvironment Environment => inner.Environment;

    public IServiceCollection Services => inner.Services;

    public IDistributedApplicationEventing Eventing => inner.Eventing;

    public DistributedApplicationExecutionContext ExecutionContext => inner.ExecutionContext;

    public IResourceCollection Resources => inner.Resources;

    public IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource => inner.AddResource(resource);

    public IResourceBuilder<T> CreateResourceBuilder<T>(T resource)
        where T : IResource => inner.CreateResourceBuilder(resource);

    public DistributedApplication Build() => BuildAsync(CancellationToken.None).GetAwaiter().GetResult();

    public Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default) => build(cancellationToken);

    public void Dispose() => finish().GetAwaiter().GetResult();

    public async ValueTask DisposeAsync() => await finish();
}
