namespace Aspire.Hosting.Orchestration;

/// <summary>The app host's own environment without what is meant for the app host alone, and on top what the resource was given.</summary>
internal static class ProcessEnvironment
{
    private const string StartupHooks = "DOTNET_STARTUP_HOOKS";
    private static readonly string[] NotInherited = ["ASPNETCORE_URLS", "DOTNET_LAUNCH_PROFILE", "ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT"];
    private static readonly string ParentWatch = Path.Combine(AppContext.BaseDirectory, "Aspire.Hosting.ParentWatch.dll");

    public static void Fill(IDictionary<string, string?> environment, IReadOnlyDictionary<string, string> resource)
    {
        foreach (var name in NotInherited)
        {
            environment.Remove(name);
        }

        foreach (var (name, value) in resource)
        {
            environment[name] = value;
        }

        environment[StartupHooks] = environment.TryGetValue(StartupHooks, out var others) && !string.IsNullOrEmpty(others)
            ? others + Path.PathSeparator + ParentWatch
            : ParentWatch;
    }
}
