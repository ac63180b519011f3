using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Orchestration;

/// <summary>Gives every endpoint its address before anything starts, so that resources can refer to each other in both directions.</summary>
internal sealed class PortAllocator(IConfiguration configuration) : IDisposable
{
    private readonly Dictionary<EndpointAnnotation, PortReservation> _reservations = [];

    public void Allocate(DistributedApplicationModel model)
    {
        // The real one's key: its testing package sets it.
        var anyPort = configuration.GetValue("DcpPublisher:RandomizePorts", false);
        foreach (var resource in model.Resources)
        {
            foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>().Where(endpoint => endpoint.AllocatedEndpoint is null))
            {
                var reservation = Reserve(resource, endpoint, anyPort);
                _reservations[endpoint] = reservation;
                endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, "localhost", reservation.Port);
            }
        }
    }

    public void MakeWayFor(IResource resource)
    {
        foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>())
        {
            if (_reservations.TryGetValue(endpoint, out var reservation))
            {
                reservation.MakeWay();
            }
        }
    }

    public void Dispose()
    {
        foreach (var reservation in _reservations.Values)
        {
            reservation.Dispose();
        }
    }

    private static PortReservation Reserve(IResource resource, EndpointAnnotation endpoint, bool anyPort)
    {
        if (endpoint is { Port: > 0, TargetPort: > 0 } && endpoint.Port != endpoint.TargetPort && !anyPort)
        {
            throw new DistributedApplicationException(
                $"The endpoint '{endpoint.Name}' of '{resource.Name}' asks for port {endpoint.Port} in front of {endpoint.TargetPort}: the stand-in has no proxy, leave one of them out.");
        }

        // A target port is where the process listens whatever it is told: it cannot be another one.
        var port = endpoint.TargetPort is > 0 ? endpoint.TargetPort.Value : anyPort ? 0 : endpoint.Port ?? 0;
        return port == 0
            ? PortReservation.Any()
            : PortReservation.TryReserve(port) ?? throw new DistributedApplicationException(
                $"Port {port}, which the endpoint '{endpoint.Name}' of '{resource.Name}' needs, is taken: another process listens on it.");
    }
}
