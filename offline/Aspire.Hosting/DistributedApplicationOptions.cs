using System.Reflection;

namespace Aspire.Hosting;

public sealed class DistributedApplicationOptions
{
    private string? _projectDirectory;

    public bool EnableResourceLogging { get; set; }

    public string[]? Args { get; set; }

    public string? AssemblyName { get; set; }

    public bool DisableDashboard { get; set; }

    /// <summary>The app host's project folder; by default the one its build wrote into its assembly.</summary>
    public string? ProjectDirectory
    {
        get => _projectDirectory ?? AssemblyMetadata("apphostprojectpath");
        set => _projectDirectory = value;
    }

    public bool AllowUnsecuredTransport { get; set; }

    internal Assembly? Assembly => AssemblyName is { Length: > 0 } name ? Assembly.Load(name) : Assembly.GetEntryAssembly();

    internal string BuildConfiguration => Assembly?.GetCustomAttribute<AssemblyConfigurationAttribute>()?.Configuration ?? "Debug";

    private string? AssemblyMetadata(string key) => Assembly?.GetCustomAttributes<AssemblyMetadataAttribute>()
        .FirstOrDefault(metadata => string.Equals(metadata.Key, key, StringComparison.OrdinalIgnoreCase))?.Value;
}
