namespace MachineTools;

/// <summary>Programs for Node with the packages of their lock file, in a folder of their own: another run may be installing at the same time.</summary>
internal sealed class NodePackages : IDisposable
{
    private static readonly TimeSpan InstallPatience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan RunPatience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("node-programs-");

    private NodePackages()
    {
    }

    /// <param name="folder">A folder with programs, <c>package.json</c> and its lock file, below the one that the tests run in.</param>
    public static async Task<NodePackages> InstallAsync(string folder)
    {
        var packages = new NodePackages();
        var source = Path.Combine(AppContext.BaseDirectory, folder);
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(packages._folder.FullName, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        try
        {
            await MachineTool.RunAsync(InstallPatience, packages._folder.FullName, "npm", "ci", "--ignore-scripts", "--prefer-offline");
            return packages;
        }
        catch
        {
            packages.Dispose();
            throw;
        }
    }

    /// <returns>What the program wrote to standard output.</returns>
    public Task<string> RunAsync(string program, params string[] arguments) =>
        MachineTool.RunAsync(RunPatience, _folder.FullName, "node", [program, .. arguments]);

    public void Dispose() => _folder.Delete(recursive: true);
}
