using Aspire.DashboardService.Proto.V1;
using Grpc.Core;
using Grpc.Net.Client;
using Client = Aspire.DashboardService.Proto.V1.DashboardService.DashboardServiceClient;
using Resource = Aspire.DashboardService.Proto.V1.Resource;

namespace CourseComments.Standins.Tests.Dashboard;

/// <summary>Asks an app host as the dashboard does.</summary>
internal sealed class ResourceClient(Uri address, string? apiKey, CancellationToken cancellationToken) : IDisposable
{
    private readonly GrpcChannel _channel = GrpcChannel.ForAddress(address);

    private Client Service => new(_channel);

    private Metadata Headers => apiKey is null ? [] : new() { { "x-resource-service-api-key", apiKey } };

    public async Task<string> ApplicationNameAsync() =>
        (await Service.GetApplicationInformationAsync(new(), Headers, cancellationToken: cancellationToken)).ApplicationName;

    public async Task<IReadOnlyList<Resource>> ResourcesAsync()
    {
        using var call = Service.WatchResources(new(), Headers, cancellationToken: cancellationToken);
        Assert.True(await call.ResponseStream.MoveNext(cancellationToken));
        return call.ResponseStream.Current.InitialData.Resources;
    }

    /// <summary>What becomes of a resource, from its present state on.</summary>
    public async IAsyncEnumerable<Resource> ChangesAsync(string displayName)
    {
        using var call = Service.WatchResources(new(), Headers, cancellationToken: cancellationToken);
        await foreach (var update in call.ResponseStream.ReadAllAsync(cancellationToken))
        {
            var resources = update.InitialData?.Resources ?? update.Changes.Value.Select(change => change.Upsert);
            foreach (var resource in resources.Where(resource => resource.DisplayName == displayName))
            {
                yield return resource;
            }
        }
    }

    public async IAsyncEnumerable<ConsoleLogLine> ConsoleLogAsync(string resourceName, bool follow = true)
    {
        using var call = Service.WatchResourceConsoleLogs(new() { ResourceName = resourceName, SuppressFollow = !follow }, Headers, cancellationToken: cancellationToken);
        await foreach (var update in call.ResponseStream.ReadAllAsync(cancellationToken))
        {
            foreach (var line in update.LogLines)
            {
                yield return line;
            }
        }
    }

    /// <summary>Opens the stream of questions to the user, and waits for one or for the orderly end.</summary>
    /// <param name="opened">Called once the app host has accepted it.</param>
    public async Task<bool> AskedAsync(Action opened)
    {
        using var call = Service.WatchInteractions(Headers, cancellationToken: cancellationToken);
        await call.ResponseHeadersAsync;
        opened();
        try
        {
            return await call.ResponseStream.MoveNext(cancellationToken);
        }
        catch (RpcException ended) when (ended.Status.DebugException is HttpProtocolException { ErrorCode: 0 })
        {
            // A dashboard keeps its own side of this stream open. To .NET's client such a stream has two possible ends
            // when the server says goodbye (NO_ERROR) right behind it: its own, or the connection's, whichever the
            // client's threads see first. Any other code is a stream that was broken off.
            return false;
        }
    }

    public async Task<ResourceCommandResponse> ExecuteAsync(Resource resource, string command) => await Service.ExecuteResourceCommandAsync(
        new() { CommandName = command, ResourceName = resource.Name, ResourceType = resource.ResourceType }, Headers, cancellationToken: cancellationToken);

    public void Dispose() => _channel.Dispose();
}
