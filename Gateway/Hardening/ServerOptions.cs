using System.ComponentModel.DataAnnotations;

namespace CourseComments.Gateway.Hardening;

/// <summary>How many connections are kept.</summary>
internal sealed class ServerOptions
{
    public const string SectionName = "Server";

    /// <summary>
    /// All together. Below what the system lets a process open (each forwarded request opens one more), and far above what
    /// a few addresses can hold: whoever fills it locks everybody out, Momento too.
    /// </summary>
    [Range(100, 1_000_000, ErrorMessage = "must be between 100 and 1000000.")]
    public int MaxConnections { get; set; } = 16_000;

    /// <summary>Of one client address: a campus behind one address holds two for each of a thousand learners. Trusted proxies have no such limit.</summary>
    [Range(1, 1_000_000, ErrorMessage = "must be between 1 and 1000000.")]
    public int MaxConnectionsPerAddress { get; set; } = 2_000;
}
