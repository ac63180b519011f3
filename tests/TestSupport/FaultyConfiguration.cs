using System.Reflection;
using Xunit;

namespace CourseComments.TestSupport;

/// <summary>What a service does that cannot start with its configuration: it lists every fault, and nothing else.</summary>
public static class FaultyConfiguration
{
    /// <summary>Runs the program of an assembly, which has to end by itself with the code 1.</summary>
    /// <param name="service">The program.</param>
    /// <param name="environment">Its whole configuration.</param>
    /// <param name="faults">Each of them has to be among what it says: a key, or more of the line.</param>
    /// <returns>What it said.</returns>
    public static async Task<string> AssertIsListedAsync(
        Assembly service, IReadOnlyDictionary<string, string> environment, params string[] faults)
    {
        ArgumentNullException.ThrowIfNull(faults);
        // A service that starts nevertheless takes nobody's port.
        var (exitCode, _, errors) = await ServiceProcess.RunToEndAsync(
            service, new Dictionary<string, string>(environment) { ["ASPNETCORE_URLS"] = "http://127.0.0.1:0" });
        Assert.Equal(1, exitCode);
        Assert.All(faults, fault => Assert.Contains(fault, errors, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
        return errors;
    }
}
