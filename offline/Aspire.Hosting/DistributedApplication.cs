using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Publishing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

public class DistributedApplication(IHost host) : IHost, IAsyncDisposable
{
    private readonly EntryPointHook? _hook = EntryPointHook.Current;
    private bool _started;

    public IServiceProvider Services => host.Services;

    public ResourceNotificationService ResourceNotifications => field ??= Services.GetRequiredService<ResourceNotificationService>();

    public ResourceCommandService ResourceCommands => field ??= Services.GetRequiredService<ResourceCommandService>();

    internal Action? Disposed { get; set; }

    private bool IsPublishing => Services.GetRequiredService<DistributedApplicationExecutionContext>().IsPublishMode;

    public static IDistributedApplicationBuilder CreateBuilder() => CreateBuilder([]);

    public static IDistributedApplicationBuilder CreateBuilder(string[] args) => new DistributedApplicationBuilder(args);

    public static IDistributedApplicationBuilder CreateBuilder(DistributedApplicationOptions options) => new DistributedApplicationBuilder(options);

    /// <summary>Runs the application; publishing, writes its manifest instead.</summary>
    public virtual async Task StartAsync(CancellationToken cancellationToken = default)
    {
        if (IsPublishing)
        {
            await Services.GetRequiredService<ManifestPublisher>().PublishAsync(cancellationToken);
            return;
        }

        _started = true;
        await host.StartAsync(cancellationToken);
    }

    public virtual async Task StopAsync(CancellationToken cancellationToken = default)
    {
        if (Interlocked.Exchange(ref _started, false))
        {
            await host.StopAsync(cancellationToken);
        }
    }

    /// <summary>Runs until the application is told to stop. Under a test, the test starts and stops it instead.</summary>
    public virtual async Task RunAsync(CancellationToken cancellationToken = default)
    {
        if (_hook is not null)
        {
            await _hook.Finished.WaitAsync(cancellationToken);
            return;
        }

        try
        {
            await StartAsync(cancellationToken);
            if (!IsPublishing)
            {
                await host.WaitForShutdownAsync(cancellationToken);
            }
        }
        catch (DistributedApplicationException exception)
        {
            // Its message says all; the stack of the app host says nothing more.
            await Console.Error.WriteLineAsync(exception.Message);
            Environment.ExitCode = 1;
        }
        finally
        {
            await DisposeAsync();
        }
    }

    public void Run() => RunAsync().GetAwaiter().GetResult();

    public virtual void Dispose()
    {
        DisposeAsync().AsTask().GetAwaiter().GetResult();
        GC.SuppressFinalize(this);
    }

    /// <summary>Stops what still runs, too.</summary>
    public virtual async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (host is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }
        else
        {
            host.Dispose();
        }

        Disposed?.Invoke();
        GC.SuppressFinalize(this);
    }
}
