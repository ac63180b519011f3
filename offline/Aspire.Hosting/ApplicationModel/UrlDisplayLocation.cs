namespace Aspire.Hosting.ApplicationModel;

public enum UrlDisplayLocation
{
    SummaryAndDetails,
    DetailsOnly
}
