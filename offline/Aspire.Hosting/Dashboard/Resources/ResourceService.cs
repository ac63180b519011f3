using System.Globalization;
using Aspire.DashboardService.Proto.V1;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Orchestration;
using Grpc.Core;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Dashboard.Resources;

/// <summary>Tells the dashboard about the app host's resources, and does with them what it is asked to.</summary>
internal sealed class ResourceService(
    DistributedApplicationModel model,
    ResourceNotificationService notifications,
    ResourceLoggerService loggers,
    ResourceCommandService commands,
    IHostEnvironment environment,
    CancellationToken ending) : Aspire.DashboardService.Proto.V1.DashboardService.DashboardServiceBase
{
    private const int LinesAtOnce = 100;

    /// <summary>A hundred such lines stay below the 4 MB that a gRPC client takes at once.</summary>
    private const int LongestLine = 10_000;

    public override Task<ApplicationInformationResponse> GetApplicationInformation(ApplicationInformationRequest request, ServerCallContext context)
    {
        const string suffix = "AppHost";
        var name = environment.ApplicationName;
        var shown = name.EndsWith(suffix, StringComparison.Ordinal) ? name[..^suffix.Length].TrimEnd('.') : name;
        return Task.FromResult(new ApplicationInformationResponse { ApplicationName = shown.Length > 0 ? shown : name });
    }

    public override Task WatchResources(WatchResourcesRequest request, IServerStreamWriter<WatchResourcesUpdate> responseStream, ServerCallContext context) =>
        StreamAsync(context, async stopping =>
        {
            var present = new InitialResourceData();
            foreach (var resource in model.Resources)
            {
                if (notifications.TryGetCurrentState(resource.Name, out var current))
                {
                    present.Resources.Add(ResourceMessages.From(resource, current.Snapshot));
                }
            }

            await responseStream.WriteAsync(new() { InitialData = present }, context.CancellationToken);
            // Begins with every resource's present state once more, so that no change falls between the two.
            await foreach (var change in notifications.WatchAsync(stopping))
            {
                var changes = new WatchResourcesChanges { Value = { new WatchResourcesChange { Upsert = ResourceMessages.From(change.Resource, change.Snapshot) } } };
                await responseStream.WriteAsync(new() { Changes = changes }, context.CancellationToken);
            }
        });

    public override Task WatchResourceConsoleLogs(
        WatchResourceConsoleLogsRequest request, IServerStreamWriter<WatchResourceConsoleLogsUpdate> responseStream, ServerCallContext context) =>
        StreamAsync(context, async stopping =>
        {
            if (model.Resources.FirstOrDefault(resource => resource.IsCalled(request.ResourceName)) is not { } resource)
            {
                return;
            }

            var log = loggers.GetLog(resource.Name);
            if (request.SuppressFollow)
            {
                await WriteAsync(log.Kept());
                return;
            }

            await foreach (var lines in log.WatchAsync(stopping))
            {
                await WriteAsync(lines);
            }

            async Task WriteAsync(IReadOnlyList<TimedLogLine> lines)
            {
                foreach (var some in lines.Chunk(LinesAtOnce))
                {
                    await responseStream.WriteAsync(new() { LogLines = { some.Select(From) } }, context.CancellationToken);
                }
            }
        });

    public override async Task<ResourceCommandResponse> ExecuteResourceCommand(ResourceCommandRequest request, ServerCallContext context)
    {
        var result = await commands.ExecuteCommandAsync(request.ResourceName, request.CommandName, context.CancellationToken);
        var response = new ResourceCommandResponse
        {
            Kind = result switch
            {
                { Success: true } => ResourceCommandResponseKind.Succeeded,
                { Canceled: true } => ResourceCommandResponseKind.Cancelled,
                _ => ResourceCommandResponseKind.Failed,
            },
        };
        if (result.Message is { } message)
        {
            response.Message = message;
        }

        return response;
    }

    /// <summary>Asks nothing, but stays open: to a dashboard a call that fails or ends means that the app host is gone.</summary>
    public override Task WatchInteractions(
        IAsyncStreamReader<WatchInteractionsRequestUpdate> requestStream, IServerStreamWriter<WatchInteractionsResponseUpdate> responseStream, ServerCallContext context) =>
        StreamAsync(context, async stopping =>
        {
            await context.WriteResponseHeadersAsync([]);
            while (await requestStream.MoveNext(stopping))
            {
                // An answer to no question.
            }
        });

    /// <summary>The dashboard sorts the lines of several resources by the time they begin with, and shows it apart.</summary>
    private static ConsoleLogLine From(TimedLogLine line) => new()
    {
        LineNumber = line.Line.LineNumber,
        IsStdErr = line.Line.IsErrorMessage,
        Text = string.Create(
            CultureInfo.InvariantCulture,
            $"{line.WrittenAt.UtcDateTime:O} {(line.Line.Content.Length > LongestLine ? line.Line.Content[..LongestLine] : line.Line.Content)}"),
    };

    /// <summary>
    /// A stream that ends with the app host: its server would wait for it. Only the wait for more is cut short then;
    /// to cancel a write would break the stream off.
    /// </summary>
    private async Task StreamAsync(ServerCallContext context, Func<CancellationToken, Task> write)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, ending);
        try
        {
            await write(stopping.Token);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Nobody listens any more, or there will be nothing more to say.
        }
    }
}
