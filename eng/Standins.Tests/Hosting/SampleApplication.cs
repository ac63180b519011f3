using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CourseComments.Standins.Tests.Hosting;

/// <summary>The fixture's app host, started through the testing builder.</summary>
internal sealed class SampleApplication : IAsyncDisposable
{
    private readonly IDistributedApplicationTestingBuilder _builder;

    private SampleApplication(IDistributedApplicationTestingBuilder builder, DistributedApplication app, CollectingLogger logs)
    {
        _builder = builder;
        App = app;
        Logs = logs;
    }

    public DistributedApplication App { get; }

    public CollectingLogger Logs { get; }

    public static async Task<SampleApplication> StartAsync(CancellationToken cancellationToken, params string[] args)
    {
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.SampleAppHost>(args, cancellationToken);
        var logs = new CollectingLogger();
        builder.Services.AddLogging(logging => logging.ClearProviders().AddProvider(logs));
        var app = await builder.BuildAsync(cancellationToken);
        await app.StartAsync(cancellationToken);
        return new SampleApplication(builder, app, logs);
    }

    public async Task<Dictionary<string, string>> EnvironmentOfAsync(string resource, CancellationToken cancellationToken)
    {
        await App.ResourceNotifications.WaitForResourceHealthyAsync(resource, cancellationToken);
        using var client = App.CreateHttpClient(resource);
        return (await client.GetFromJsonAsync<Dictionary<string, string>>("/environment", cancellationToken))!;
    }

    public CustomResourceSnapshot Snapshot(string resource)
    {
        Assert.True(App.ResourceNotifications.TryGetCurrentState(resource, out var current));
        return current.Snapshot;
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await _builder.DisposeAsync();
    }
}
