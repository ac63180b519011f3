using System.Reflection;
using System.Runtime.InteropServices;

namespace Aspire.Hosting.Dashboard.Installation;

/// <summary>The npm package that brings the dashboard for one kind of machine.</summary>
/// <param name="Platform">The kind of machine, as Aspire names it.</param>
internal sealed record DashboardPackage(string Platform)
{
    /// <summary>What the packages of <see cref="Version"/> weigh, give or take a tenth; registries do not tell.</summary>
    public const long ApproximateBytes = 128_000_000;

    private static readonly string[] Platforms = ["linux-x64", "linux-arm64", "linux-musl-x64", "osx-x64", "osx-arm64", "win-x64", "win-arm64"];

    /// <summary>The version of Aspire that this stands in for.</summary>
    public static string Version { get; } = typeof(DashboardPackage).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == "AspireVersion").Value!;

    /// <summary>Null when there is none.</summary>
    public static DashboardPackage? OfThisMachine { get; } = Find();

    public string Name => $"@microsoft/aspire-cli-{Platform}";

    public string Specification => $"{Name}@{Version}";

    /// <summary>The program that unpacks the dashboard, in a folder that the package was installed to.</summary>
    public string UnpackerIn(string folder) => Path.Combine(folder, "node_modules", "@microsoft", $"aspire-cli-{Platform}", "bin", Executable("aspire"));

    public static string Executable(string name) => OperatingSystem.IsWindows() ? name + ".exe" : name;

    private static DashboardPackage? Find()
    {
        var system = OperatingSystem.IsWindows() ? "win"
            : OperatingSystem.IsMacOS() ? "osx"
            : RuntimeInformation.RuntimeIdentifier is var id && (id.Contains("musl", StringComparison.Ordinal) || id.StartsWith("alpine", StringComparison.Ordinal)) ? "linux-musl"
            : "linux";
        var platform = $"{system}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
        return Platforms.Contains(platform) ? new(platform) : null;
    }
}
