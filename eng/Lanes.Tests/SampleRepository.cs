using System.Text.Json;
using System.Xml.Linq;

namespace CourseComments.Lanes.Tests;

/// <summary>A copy of this repository's build files around <see cref="Sample"/>, in a folder whose path has spaces.</summary>
internal sealed class SampleRepository : IDisposable
{
    private static readonly string[] BuildFiles =
    [
        "global.json", ".editorconfig", "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props",
        "Directory.Solution.props", "Directory.Solution.targets", "eng/BannedSymbols.txt", "eng/Platforms.csproj", "eng/Upstream.csproj", "eng/Upstream.props", "eng/Upstream.targets",
    ];

    private readonly DirectoryInfo _parent = Directory.CreateTempSubdirectory("two lanes ");

    public SampleRepository()
    {
        Feed = new PackageFolder(Path.Combine(_parent.FullName, "feed"));
        foreach (var file in BuildFiles)
        {
            Write(file, File.ReadAllText(Path.Combine(RepositoryRoot(), file)));
        }

        Write("App/App.csproj", Sample.Project);
        Write("App/Program.cs", Sample.Program);
        Write("offline/Momento.Sdk/Momento.Sdk.csproj", Sample.PlainProject);
        Write("offline/Momento.Sdk/Origin.cs", Sample.Origin("stand-in"));
        Write("Alone/Alone.csproj", Sample.PlainProject);
        Write("Sample.slnx", Sample.Solution);
        UseSource(Feed.Path);
        AddPackagesOfEveryProject();
    }

    public PackageFolder Feed { get; }

    public string AspireVersion => PropertyOf("AspireVersion").Value;

    public string MomentoVersion => PropertyOf("MomentoSdkVersion").Value;

    public IEnumerable<string?> Stamps => Directory.Exists(PathTo("artifacts/upstream"))
        ? Directory.EnumerateFileSystemEntries(PathTo("artifacts/upstream")).Select(Path.GetFileName)
        : [];

    /// <summary>The name of the stamp for the versions that Upstream.props has now.</summary>
    public string StampOf(string answer) => $"aspire-{AspireVersion}-momento-{MomentoVersion}.{answer}";

    /// <summary>"package" or "project": what the last restore of the program resolved Momento.Sdk to.</summary>
    public string? ResolvedMomento()
    {
        using var assets = JsonDocument.Parse(File.ReadAllText(PathTo("artifacts/obj/App/project.assets.json")));
        return assets.RootElement.GetProperty("libraries").EnumerateObject()
            .Single(library => library.Name.StartsWith("Momento.Sdk/", StringComparison.Ordinal)).Value.GetProperty("type").GetString();
    }

    public SampleRepository WithUpstreamPackages()
    {
        Feed.AddAspire(AspireVersion);
        Feed.AddMomento(MomentoVersion);
        return this;
    }

    public void UseSource(string source) => Write("nuget.config", $"""
        <configuration>
          <packageSources><clear /><add key="source" value="{source}" /></packageSources>
          <fallbackPackageFolders><clear /></fallbackPackageFolders>
        </configuration>
        """);

    public void SetMomentoVersion(string version)
    {
        var property = PropertyOf("MomentoSdkVersion");
        property.Value = version;
        property.Document!.Save(PathTo("eng/Upstream.props"));
    }

    public Task<DotnetResult> DotnetAsync(params string[] arguments) =>
        DotnetCommand.RunAsync(PathTo("."), Path.Combine(_parent.FullName, "packages"), arguments);

    public void Dispose() => _parent.Delete(recursive: true);

    private XElement PropertyOf(string name) => XDocument.Load(PathTo("eng/Upstream.props")).Descendants(name).Single();

    /// <summary>What Directory.Build.props adds to every project is on either feed.</summary>
    private void AddPackagesOfEveryProject()
    {
        var versions = XDocument.Load(PathTo("Directory.Packages.props")).Descendants("PackageVersion")
            .ToDictionary(item => item.Attribute("Include")!.Value, item => item.Attribute("Version")!.Value);
        var everywhere = XDocument.Load(PathTo("Directory.Build.props")).Descendants("PackageReference")
            .Where(item => item.Parent!.Attribute("Condition") is null)
            .Select(item => item.Attribute("Include")!.Value);
        foreach (var id in everywhere)
        {
            Feed.Add(id, versions[id]);
        }
    }

    private void Write(string path, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathTo(path))!);
        File.WriteAllText(PathTo(path), content);
    }

    private string PathTo(string path) => Path.Combine(_parent.FullName, "repository", path);

    private static string RepositoryRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "global.json")))
        {
            directory = directory.Parent ?? throw new InvalidOperationException($"No global.json above {AppContext.BaseDirectory}.");
        }

        return directory.FullName;
    }
}
