namespace Aspire.Hosting.ApplicationModel;

public sealed class ResourceUrlAnnotation : IResourceAnnotation
{
    public required string Url { get; set; }

    public string? DisplayText { get; set; }

    public EndpointReference? Endpoint { get; init; }

    public UrlDisplayLocation DisplayLocation { get; set; } = UrlDisplayLocation.SummaryAndDetails;
}
