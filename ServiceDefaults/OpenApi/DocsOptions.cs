namespace CourseComments.ServiceDefaults.OpenApi;

/// <summary>Whether a service tells the world what it answers to.</summary>
public sealed class DocsOptions
{
    public const string SectionName = "Docs";

    /// <summary>Whether documentation is served; in Development only when left out.</summary>
    public bool? Enabled { get; set; }
}
