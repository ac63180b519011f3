namespace Aspire.Hosting.ApplicationModel;

public static class KnownResourceStateStyles
{
    public static readonly string Success = "success";

    public static readonly string Error = "error";

    public static readonly string Info = "info";

    public static readonly string Warn = "warning";
}
