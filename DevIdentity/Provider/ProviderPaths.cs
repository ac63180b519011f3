namespace CourseComments.DevIdentity.Provider;

/// <summary>Where the provider's endpoints are; clients find them in the discovery document.</summary>
internal static class ProviderPaths
{
    public const string Authorize = "/connect/authorize";
    public const string EndSession = "/connect/end-session";
    public const string KeySet = "/.well-known/jwks.json";
    public const string Revoke = "/connect/revoke";
    public const string SignedOut = "/connect/signed-out";
    public const string Token = "/connect/token";
    public const string UserInfo = "/connect/userinfo";

    private static readonly PathString[] ForScripts = ["/.well-known", Revoke, Token, UserInfo];

    /// <summary>Whether a page's scripts call it, and not the browser itself on its way from page to page.</summary>
    public static bool IsForScripts(PathString path) => ForScripts.Any(script => path.StartsWithSegments(script));
}
