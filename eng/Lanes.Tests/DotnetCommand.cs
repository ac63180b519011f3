using System.Diagnostics;
using System.Text;

namespace CourseComments.Lanes.Tests;

internal sealed record DotnetResult(int ExitCode, string Output)
{
    public DotnetResult ThatSucceeded()
    {
        Assert.True(ExitCode == 0, Output);
        return this;
    }

    /// <summary>The lines in which the build says which lane it chose.</summary>
    public IReadOnlyList<string> Verdicts =>
        [.. Output.Split('\n').Select(line => line.Trim()).Where(line => line.Contains(": building on the ", StringComparison.Ordinal))];
}

/// <summary>Runs the real <c>dotnet</c>, isolated from this test's own build and from the machine's package folder.</summary>
internal static class DotnetCommand
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    public static async Task<DotnetResult> RunAsync(string directory, string packagesFolder, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Isolate(start.Environment, packagesFolder);

        var output = new StringBuilder();
        using var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, e) => Append(output, e.Data);
        process.ErrorDataReceived += (_, e) => Append(output, e.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();

        using var timeout = new CancellationTokenSource(Limit, TimeProvider.System);
        try
        {
            await process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"Waited {Limit} for 'dotnet {string.Join(' ', arguments)}' to end. So far it said:\n{output}");
        }

        return new DotnetResult(process.ExitCode, output.ToString());
    }

    private static void Isolate(IDictionary<string, string?> environment, string packagesFolder)
    {
        // A test host inherits the build's variables, and with them the choice that is to be tested.
        foreach (var name in environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            environment.Remove(name);
        }

        environment.Remove("UpstreamPackages");
        environment.Remove("PlatformPackages");
        environment["NUGET_PACKAGES"] = packagesFolder;
        environment["NUGET_ENHANCED_MAX_NETWORK_TRY_COUNT"] = "1";
        environment["MSBUILDDISABLENODEREUSE"] = "1";
        environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        environment["DOTNET_NOLOGO"] = "1";
        environment["DOTNET_TieredPGO"] = "0";
        environment["UseSharedCompilation"] = "false";
        environment["RunAnalyzers"] = "false";
    }

    private static void Append(StringBuilder output, string? line)
    {
        lock (output)
        {
            output.AppendLine(line);
        }
    }
}
