using Aspire.Hosting.Dashboard.Resources;
using Aspire.Hosting.Orchestration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Dashboard;

/// <summary>Starts the dashboard beside the application, which never waits for it; without it, says why in one line.</summary>
internal sealed class DashboardLauncher(
    DashboardPlan plan,
    DashboardOptions options,
    ResourceServiceHost resources,
    IConfiguration configuration,
    IReporter reporter,
    TimeProvider time) : IHostedService, IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);
    private static readonly HttpClient Client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });

    private readonly CancellationTokenSource _stopping = new();
    private DashboardAddresses? _addresses;
    private Task _running = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (plan.Obstacle is { } obstacle)
        {
            Without(obstacle);
        }

        if (plan.ForNextTime)
        {
            _running = Task.Run(() => TryAsync(() => plan.ProvideAsync(_stopping.Token)), CancellationToken.None);
        }

        if (!plan.Expected)
        {
            return Task.CompletedTask;
        }

        try
        {
            _addresses = new DashboardAddresses(options);
        }
        catch (DistributedApplicationException exception)
        {
            Without(exception.Message);
            return Task.CompletedTask;
        }

        SendTelemetryTo(_addresses.Telemetry);
        _running = Task.Run(() => TryAsync(() => RunAsync(_addresses)), CancellationToken.None);
        return Task.CompletedTask;
    }

    /// <summary>Comes after the resources' end, of which the dashboard gets the last telemetry: exporters wait for an address that is gone.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _running;
    }

    public void Dispose()
    {
        _addresses?.Dispose();
        _stopping.Dispose();
    }

    /// <summary>As any other collector would be named: projects are told what the app host's configuration says.</summary>
    private void SendTelemetryTo(string address)
    {
        configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] = address;
        configuration["OTEL_EXPORTER_OTLP_PROTOCOL"] = "grpc";
        configuration["OTEL_EXPORTER_OTLP_HEADERS"] = $"x-otlp-api-key={options.TelemetryKey}";
    }

    private async Task TryAsync(Func<Task> action)
    {
        try
        {
            await action();
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The application stops first.
        }
        catch (Exception exception)
        {
            Without(exception.Message);
        }
    }

    private async Task RunAsync(DashboardAddresses addresses)
    {
        var program = await plan.ProvideAsync(_stopping.Token);
        var service = await resources.StartAsync(options.ResourceServiceAddress?.Port ?? 0, options.ResourceServiceKey, _stopping.Token);
        addresses.MakeWay();
        var log = new ResourceLog(_ => { }, time);
        using var process = ProjectProcess.Start(
            program, ["dashboard"], DashboardEnvironment.Create(options, addresses, service), Path.GetDirectoryName(program)!, log, time);
        await using var stop = _stopping.Token.Register(() => _ = process.StopAsync());
        if (await AnswersAsync(addresses.Browser, process.Completed))
        {
            reporter.DashboardReady(options.BrowserToken is { } token ? $"{addresses.Browser}login?t={token}" : addresses.Browser.ToString());
        }

        var exitCode = await process.Completed;
        if (!process.StopRequested)
        {
            var last = log.Last(1) is [.., var line] ? $": {AnsiText.Strip(line.Content).Trim()}" : "";
            Without($"it ended with {ExitCodes.Describe(exitCode)}{last}");
        }
    }

    /// <summary>Waits until the dashboard answers; false when it ends before.</summary>
    private async Task<bool> AnswersAsync(Uri address, Task ended)
    {
        while (!ended.IsCompleted && !_stopping.IsCancellationRequested)
        {
            try
            {
                using var response = await Client.GetAsync(new Uri(address, "/health"), _stopping.Token);
                return true;
            }
            catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
            {
                await Task.WhenAny(ended, Task.Delay(Interval, time, _stopping.Token));
            }
        }

        return false;
    }

    private void Without(string reason) => reporter.Notice($"No dashboard: {reason}. Everything else runs.");
}
