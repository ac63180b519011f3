using System.Reflection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>
/// Runs an app host's own entry point on a thread of its own, as far as its builder; goes on with it once the test
/// builds the application, and lets it return when the test is done.
/// </summary>
internal sealed class EntryPointRun(Assembly appHost, string[] args, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configure)
    : EntryPointHook
{
    private readonly TaskCompletionSource<DistributedApplicationBuilder> _builder = NewSource<DistributedApplicationBuilder>();
    private readonly TaskCompletionSource<DistributedApplication> _application = NewSource<DistributedApplication>();
    private readonly TaskCompletionSource<bool> _build = NewSource<bool>();
    private readonly TaskCompletionSource _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override Task Finished => _finished.Task;

    public Task<DistributedApplicationBuilder> StartAsync(CancellationToken cancellationToken)
    {
        var entryPoint = appHost.EntryPoint
            ?? throw new InvalidOperationException($"'{appHost.GetName().Name}' is no program: it has no entry point.");
        new Thread(() => Invoke(entryPoint)) { IsBackground = true, Name = $"{appHost.GetName().Name} entry point" }.Start();
        return _builder.Task.WaitAsync(cancellationToken);
    }

    public Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken)
    {
        _build.TrySetResult(true);
        return _application.Task.WaitAsync(cancellationToken);
    }

    /// <summary>The entry point ends, without an application if the test built none.</summary>
    public async Task FinishAsync()
    {
        var built = !_build.TrySetResult(false) && _application.Task.IsCompletedSuccessfully;
        if (built)
        {
            await (await _application.Task).DisposeAsync();
        }

        _finished.TrySetResult();
    }

    public override void OnConstructing(DistributedApplicationOptions options, HostApplicationBuilderSettings settings) =>
        TestingDefaults.Apply(options, settings, args, appHost, configure);

    public override void OnBuilding(DistributedApplicationBuilder builder)
    {
        _builder.TrySetResult(builder);
        if (!_build.Task.GetAwaiter().GetResult())
        {
            throw new OperationCanceledException("The test ended without building the application.");
        }
    }

    public override void OnBuilt(DistributedApplication application)
    {
        application.Disposed = () => _finished.TrySetResult();
        _application.TrySetResult(application);
    }

    private void Invoke(MethodInfo entryPoint)
    {
        Current = this;
        try
        {
            entryPoint.Invoke(null, entryPoint.GetParameters().Length == 0 ? [] : [args]);
            Fail(new InvalidOperationException("The entry point returned without building an application."));
        }
        catch (TargetInvocationException exception)
        {
            Fail(exception.InnerException ?? exception);
        }
    }

    private void Fail(Exception exception)
    {
        _builder.TrySetException(exception);
        _application.TrySetException(exception);
        // Nobody may be waiting for either of them any more.
        _ = _builder.Task.Exception;
        _ = _application.Task.Exception;
    }

    private static TaskCompletionSource<T> NewSource<T>() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
