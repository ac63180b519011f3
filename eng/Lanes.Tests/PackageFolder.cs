using System.IO.Compression;

namespace CourseComments.Lanes.Tests;

/// <summary>A folder feed whose packages bear the real names and versions and hold next to nothing.</summary>
internal sealed class PackageFolder(string path)
{
    public string Path { get; } = Directory.CreateDirectory(path).FullName;

    public void Add(string id, string version, params (string Path, string Content)[] files)
    {
        using var package = ZipFile.Open(FileOf(id, version), ZipArchiveMode.Create);
        Write(package, $"{id}.nuspec", $"""
            <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
              <metadata><id>{id}</id><version>{version}</version><authors>tests</authors><description>tests</description></metadata>
            </package>
            """);
        foreach (var file in files)
        {
            Write(package, file.Path, file.Content);
        }
    }

    public void AddAspire(string version, string? sdkVersion = null)
    {
        Add("Aspire.Hosting", version);
        Add("Aspire.Hosting.AppHost", version);
        Add("Aspire.Hosting.Testing", version);
        Add("Aspire.AppHost.Sdk", sdkVersion ?? version,
            ("Sdk/Sdk.props", "<Project><PropertyGroup><DefineConstants>$(DefineConstants);ASPIRE_SDK_PROPS</DefineConstants></PropertyGroup></Project>"),
            ("Sdk/Sdk.targets", "<Project><PropertyGroup><DefineConstants>$(DefineConstants);ASPIRE_SDK_TARGETS</DefineConstants></PropertyGroup></Project>"));
    }

    /// <summary>Compiles into its users the class that the sample prints.</summary>
    public void AddMomento(string version) =>
        Add("Momento.Sdk", version,
            ("build/Momento.Sdk.props", """<Project><ItemGroup><Compile Include="$(MSBuildThisFileDirectory)Origin.cs" Visible="false" /></ItemGroup></Project>"""),
            ("build/Origin.cs", Sample.Origin($"package {version}")));

    public void Remove(string id, string version) => File.Delete(FileOf(id, version));

    private string FileOf(string id, string version) => System.IO.Path.Combine(Path, $"{id}.{version}.nupkg");

    private static void Write(ZipArchive package, string path, string content)
    {
        using var writer = new StreamWriter(package.CreateEntry(path).Open());
        writer.Write(content);
    }
}
