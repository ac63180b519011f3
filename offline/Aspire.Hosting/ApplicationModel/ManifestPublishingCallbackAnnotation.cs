namespace Aspire.Hosting.ApplicationModel;

/// <summary>Only the marker that keeps a resource out of the manifest.</summary>
public class ManifestPublishingCallbackAnnotation : IResourceAnnotation
{
    private ManifestPublishingCallbackAnnotation()
    {
    }

    public static ManifestPublishingCallbackAnnotation Ignore { get; } = new();
}
