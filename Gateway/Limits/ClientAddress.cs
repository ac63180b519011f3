using System.Net;
using System.Net.Sockets;

namespace CourseComments.Gateway.Limits;

/// <summary>What counts as one client address.</summary>
internal static class ClientAddress
{
    /// <summary>Half of an IPv6 address: what a provider gives to one customer, who chooses the other half at will.</summary>
    private const int NetworkBytes = 8;

    /// <summary>
    /// An IPv4 address, also when it came mapped into IPv6; the /64 network of an IPv6 address; <see cref="IPAddress.None"/>
    /// for whoever has none, as on a Unix socket.
    /// </summary>
    public static IPAddress NetworkOf(IPAddress? address)
    {
        if (address is null)
        {
            return IPAddress.None;
        }

        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }

        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address;
        }

        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        bytes[NetworkBytes..].Clear();
        return new IPAddress(bytes);
    }
}
