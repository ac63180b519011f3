using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

public static class DistributedApplicationTestingBuilder
{
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(CancellationToken cancellationToken = default)
        where TEntryPoint : class => CreateAsync<TEntryPoint>([], cancellationToken);

    public static Task<IDistributedApplicationTestingBuilder> CreateAsync(Type entryPoint, CancellationToken cancellationToken = default) =>
        CreateAsync(entryPoint, [], cancellationToken);

    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(string[] args, CancellationToken cancellationToken = default)
        where TEntryPoint : class => CreateAsync(typeof(TEntryPoint), args, cancellationToken);

    public static Task<IDistributedApplicationTestingBuilder> CreateAsync(Type entryPoint, string[] args, CancellationToken cancellationToken = default) =>
        CreateAsync(entryPoint, args, (_, _) => { }, cancellationToken);

    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(
        string[] args, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configureBuilder, CancellationToken cancellationToken = default) =>
        CreateAsync(typeof(TEntryPoint), args, configureBuilder, cancellationToken);

    public static async Task<IDistributedApplicationTestingBuilder> CreateAsync(
        Type entryPoint,
        string[] args,
        Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configureBuilder,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entryPoint);
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(configureBuilder);
        var run = new EntryPointRun(entryPoint.Assembly, args, configureBuilder);
        return new TestingBuilder(await run.StartAsync(cancellationToken), run.BuildAsync, run.FinishAsync);
    }

    /// <summary>A builder without an app host: the test adds the resources itself.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static IDistributedApplicationTestingBuilder Create(params string[] args) => Create(args, (_, _) => { }, Assembly.GetCallingAssembly());

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static IDistributedApplicationTestingBuilder Create(string[] args, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configureBuilder) =>
        Create(args, configureBuilder, Assembly.GetCallingAssembly());

    private static TestingBuilder Create(
        string[] args, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configureBuilder, Assembly caller)
    {
        var surrounding = EntryPointHook.Current;
        var hook = new DirectBuild(caller, args, configureBuilder);
        try
        {
            EntryPointHook.Current = hook;
            var builder = new DistributedApplicationBuilder([]);
            DistributedApplication? application = null;
            return new TestingBuilder(
                builder,
                _ => Task.FromResult(application = builder.Build()),
                async () => await (application?.DisposeAsync() ?? ValueTask.CompletedTask));
        }
        finally
        {
            EntryPointHook.Current = surrounding;
        }
    }

    private sealed class DirectBuild(Assembly caller, string[] args, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configure) : EntryPointHook
    {
        public override Task Finished => Task.CompletedTask;

        public override void OnConstructing(DistributedApplicationOptions options, HostApplicationBuilderSettings settings) =>
            TestingDefaults.Apply(options, settings, args, caller, configure);

        public override void OnBuilding(DistributedApplicationBuilder builder)
        {
        }

        public override void OnBuilt(DistributedApplication application)
        {
        }
    }
}
