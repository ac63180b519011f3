namespace Aspire.Hosting.ApplicationModel;

internal static class KnownRelationshipTypes
{
    public const string WaitFor = "WaitFor";
    public const string Reference = "Reference";
    public const string Parent = "Parent";
}
