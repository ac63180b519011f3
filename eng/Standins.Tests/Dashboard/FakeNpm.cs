namespace CourseComments.Standins.Tests.Dashboard;

/// <summary>A folder for the PATH with an npm in it that fetches nothing, and a cache for what it installs.</summary>
internal sealed class FakeNpm : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fake-npm-");

    public FakeNpm()
    {
        var script = Path.Combine(Path.GetDirectoryName(Projects.SampleAppHost.ProjectPath)!, "FakeNpm", "npm");
        // A link, because a file that was just written may still be open in another test's child, and then does not start.
        File.CreateSymbolicLink(Program, script);
    }

    public string Folder => _folder.FullName;

    public string Program => Path.Combine(Folder, "npm");

    public string Cache => Path.Combine(Folder, "cache");

    public int Calls => File.Exists(Path.Combine(Folder, "calls")) ? File.ReadAllLines(Path.Combine(Folder, "calls")).Length : 0;

    public void Refuse(bool refuse = true) => Behave("refuses", refuse);

    public void Hang(bool hang) => Behave("hangs", hang);

    public void Dispose() => _folder.Delete(recursive: true);

    private void Behave(string how, bool so)
    {
        var path = Path.Combine(Folder, how);
        if (so)
        {
            File.WriteAllText(path, "");
        }
        else
        {
            File.Delete(path);
        }
    }
}
