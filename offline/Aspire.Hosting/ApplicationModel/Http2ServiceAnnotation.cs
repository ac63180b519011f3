namespace Aspire.Hosting.ApplicationModel;

public class Http2ServiceAnnotation : IResourceAnnotation;
