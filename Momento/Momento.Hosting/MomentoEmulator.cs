namespace Aspire.Hosting.ApplicationModel;

/// <summary>The running emulator: where it listens for gRPC, and the one key that it takes.</summary>
internal sealed record MomentoEmulator(EndpointReference Grpc, ParameterResource ApiKey)
{
    public IResource Resource => Grpc.Resource;
}
