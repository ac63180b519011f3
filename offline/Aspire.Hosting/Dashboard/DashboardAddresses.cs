using Aspire.Hosting.Orchestration;
using Microsoft.AspNetCore.Http;

namespace Aspire.Hosting.Dashboard;

/// <summary>The dashboard's ports, kept for it from before it is there: telemetry is sent to an address that is known at the start.</summary>
internal sealed class DashboardAddresses : IDisposable
{
    private readonly List<PortReservation> _reservations = [];

    /// <exception cref="DistributedApplicationException">A port that is asked for is taken.</exception>
    public DashboardAddresses(DashboardOptions options)
    {
        Frontend = options.FrontendAddresses is { Count: > 0 } addresses ? [.. addresses.Select(Reserve)] : [Reserve(address: null)];
        Telemetry = Reserve(options.TelemetryAddress);
    }

    public IReadOnlyList<string> Frontend { get; }

    public string Telemetry { get; }

    /// <summary>Where a browser on this machine finds it.</summary>
    public Uri Browser => new(BindingAddress.Parse(Frontend[0]) is { Host: "*" or "+" or "0.0.0.0" or "[::]" } any
        ? $"{any.Scheme}://localhost:{any.Port}"
        : Frontend[0]);

    public void MakeWay() => _reservations.ForEach(reservation => reservation.MakeWay());

    public void Dispose() => _reservations.ForEach(reservation => reservation.Dispose());

    private string Reserve(BindingAddress? address)
    {
        var reservation = address is null or { Port: 0 } ? PortReservation.Any()
            : PortReservation.TryReserve(address.Port) ?? throw Taken(address.Port);
        _reservations.Add(reservation);
        return $"{address?.Scheme ?? "http"}://{address?.Host ?? "localhost"}:{reservation.Port}";
    }

    private DistributedApplicationException Taken(int port)
    {
        Dispose();
        return new($"its port {port} is taken, another process listens on it");
    }
}
