namespace Momento.Emulator.Tests.Persistence;

/// <summary>A data directory that is gone after the test.</summary>
public sealed class TemporaryDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("momento-emulator-").FullName;

    public string Journal => System.IO.Path.Combine(Path, "journal");

    public (string Key, string Value) Setting => ("Emulator:DataDirectory", Path);

    /// <summary>What a killed process would leave: the journal as it is while the emulator runs.</summary>
    public TemporaryDirectory AsIfKilled()
    {
        var copy = new TemporaryDirectory();
        using var source = new FileStream(Journal, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var target = File.Create(copy.Journal);
        source.CopyTo(target);
        return copy;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
