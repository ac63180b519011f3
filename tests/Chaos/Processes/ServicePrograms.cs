using System.Diagnostics;

namespace CourseComments.Chaos.Processes;

/// <summary>The system's own programs, as they were built beside this one, in the same configuration.</summary>
internal static class ServicePrograms
{
    private static readonly DirectoryInfo Here = new(AppContext.BaseDirectory);

    /// <summary>The folder that all builds go to.</summary>
    public static string Artifacts => Here.Parent!.Parent!.Parent!.FullName;

    /// <param name="project">The project's name.</param>
    /// <param name="withSeededBugs">The build that has bugs to switch on.</param>
    public static string Find(string project, bool withSeededBugs = false)
    {
        var assembly = project.StartsWith("Momento.", StringComparison.Ordinal) ? project : $"CourseComments.{project}";
        var folder = withSeededBugs ? $"{Here.Name}_seeded-bugs" : Here.Name;
        var path = Path.Combine(Artifacts, "bin", project, folder, $"{assembly}.dll");
        return File.Exists(path) ? path : throw new FileNotFoundException($"{project} is not built: there is no {path}.", path);
    }

    /// <summary>A program with just this configuration, beside its own settings file and the machine's environment.</summary>
    public static ProcessStartInfo StartOf(string program, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("dotnet", [program])
        {
            WorkingDirectory = Path.GetDirectoryName(program), RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(IsOfAHost).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    private static bool IsOfAHost(string variable) =>
        variable.StartsWith("ASPNETCORE_", StringComparison.Ordinal) || variable.StartsWith("DOTNET_ENVIRONMENT", StringComparison.Ordinal);
}
