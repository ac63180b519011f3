namespace Aspire.Hosting;

public class ProjectResourceOptions
{
    public string? LaunchProfileName { get; set; }

    public bool ExcludeLaunchProfile { get; set; }

    /// <summary>Has no effect here: Kestrel's own endpoint configuration is never read.</summary>
    public bool ExcludeKestrelEndpoints { get; set; }
}
