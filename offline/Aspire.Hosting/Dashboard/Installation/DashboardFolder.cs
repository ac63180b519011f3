using System.Security.Cryptography;

namespace Aspire.Hosting.Dashboard.Installation;

/// <summary>An unpacked dashboard on disk, with the checksums of its files beside them.</summary>
internal sealed class DashboardFolder(string path)
{
    private const string Checksums = "checksums.sha256";

    public string Path => path;

    public string Program => System.IO.Path.Combine(path, DashboardPackage.Executable("aspire-managed"));

    /// <summary>Says at a glance whether a dashboard is here; whether it is whole, <see cref="IsWhole"/> finds out.</summary>
    public bool Exists => File.Exists(System.IO.Path.Combine(path, Checksums));

    /// <summary>Whether every file is as it was when it was unpacked.</summary>
    public bool IsWhole()
    {
        try
        {
            var expected = File.ReadAllLines(System.IO.Path.Combine(path, Checksums));
            return expected.Any(line => line.EndsWith(System.IO.Path.GetFileName(Program), StringComparison.Ordinal))
                && Array.TrueForAll(expected, line => line.Split("  ", 2) is [var checksum, var file] && Checksum(file) == checksum);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    public void WriteChecksums()
    {
        var files = Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
            .Select(file => System.IO.Path.GetRelativePath(path, file)).Order(StringComparer.Ordinal).ToArray();
        File.WriteAllLines(System.IO.Path.Combine(path, Checksums), files.Select(file => $"{Checksum(file)}  {file}"));
    }

    private string Checksum(string file)
    {
        using var stream = File.OpenRead(System.IO.Path.Combine(path, file));
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
