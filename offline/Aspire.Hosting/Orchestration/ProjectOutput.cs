using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Aspire.Hosting.Orchestration;

/// <summary>Finds the assembly that a project was built to.</summary>
internal static class ProjectOutput
{
    private static readonly ConcurrentDictionary<(string Project, string Configuration), Lazy<Task<string>>> Evaluated = new();

    /// <summary>The dotnet command of the runtime this process runs on.</summary>
    public static string DotNet { get; } = FindDotNet();

    public static async Task<string> FindAsync(IProjectMetadata project, string configuration)
    {
        var target = project is IBuiltProjectMetadata built
            ? built.TargetPath
            : await Evaluated.GetOrAdd((project.ProjectPath, configuration), key => new(() => EvaluateAsync(key.Project, key.Configuration))).Value;
        return File.Exists(target)
            ? target
            : throw new DistributedApplicationException(
                $"it has not been built, there is no '{target}'; build it with: dotnet build \"{project.ProjectPath}\" -c {configuration}");
    }

    private static async Task<string> EvaluateAsync(string project, string configuration)
    {
        if (!File.Exists(project))
        {
            throw new DistributedApplicationException($"there is no project '{project}'");
        }

        var start = new ProcessStartInfo(DotNet, ["msbuild", project, "-getProperty:TargetPath", $"-p:Configuration={configuration}", "-nologo"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(project),
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = (await process.StandardOutput.ReadToEndAsync()).Trim();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 && output.Length > 0
            ? output
            : throw new DistributedApplicationException($"'{project}' could not be evaluated: {output} {(await errors).Trim()}");
    }

    private static string FindDotNet()
    {
        var name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        var beside = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", name));
        return File.Exists(beside) ? beside : name;
    }
}
