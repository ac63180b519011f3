using System.ComponentModel.DataAnnotations;
using System.Net;

namespace CourseComments.Gateway.Hardening;

/// <summary>Whose word about a client's address counts. Nobody's by default.</summary>
internal sealed class TrustedProxiesOptions : IValidatableObject
{
    public const string SectionName = "ForwardedHeaders";

    /// <summary>Addresses of proxies directly in front of the gateway.</summary>
    public string[] KnownProxies { get; set; } = [];

    /// <summary>Networks (CIDR) of such proxies, and of nobody else. An entry may hold several, with commas or spaces between.</summary>
    public string[] KnownNetworks { get; set; } = [];

    /// <summary>How many proxies stand in a row: so many entries of <c>X-Forwarded-For</c> are believed, from the right.</summary>
    [Range(1, 10, ErrorMessage = "must be between 1 and 10.")]
    public int ForwardLimit { get; set; } = 1;

    /// <summary>All of them as networks.</summary>
    public IReadOnlyList<IPNetwork> Networks =>
    [
        .. Listed.ValuesOf(KnownNetworks).Select(IPNetwork.Parse),
        .. KnownProxies.Select(IPAddress.Parse).Select(address => new IPNetwork(address, address.GetAddressBytes().Length * 8)),
    ];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var proxy in KnownProxies.Where(proxy => !IPAddress.TryParse(proxy, out _)))
        {
            yield return new ValidationResult($"'{proxy}' is not an IP address.", [nameof(KnownProxies)]);
        }

        foreach (var network in Listed.ValuesOf(KnownNetworks))
        {
            if (!IPNetwork.TryParse(network, out var parsed))
            {
                yield return new ValidationResult($"'{network}' is not a network such as 10.1.0.0/16.", [nameof(KnownNetworks)]);
            }
            else if (parsed.PrefixLength == 0)
            {
                yield return new ValidationResult($"'{network}' would let every client choose its address.", [nameof(KnownNetworks)]);
            }
        }
    }
}
