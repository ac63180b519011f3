namespace Aspire.Hosting.ApplicationModel;

/// <summary>Tells this run's instance of a resource from any other: in its telemetry, and in the dashboard, which joins the two.</summary>
internal sealed record ResourceInstanceAnnotation(string Suffix) : IResourceAnnotation;
