using System.ComponentModel.DataAnnotations;

namespace CourseComments.ServiceDefaults.Shutdown;

/// <summary>How a service ends.</summary>
internal sealed class ShutdownOptions
{
    public const string SectionName = "Shutdown";

    /// <summary>
    /// How long it goes on taking requests after SIGTERM, while <c>/health</c> says that it ends. Platforms send requests to a replica
    /// for a moment after they told it to end.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:05", ErrorMessage = "must be between 0 and 5 seconds.")]
    public TimeSpan Delay { get; set; }
}
