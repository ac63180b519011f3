using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;

namespace CourseComments.Images.Tests;

/// <summary>An image without content whose configuration is that of <c>dotnet/aspnet:10.0-noble-chiseled</c>.</summary>
internal sealed class BaseImage
{
    public const string Repository = "dotnet/aspnet";
    public const string Tag = "10.0-noble-chiseled";
    public const string ManifestType = "application/vnd.docker.distribution.manifest.v2+json";

    private static readonly string[] Environment =
    [
        "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
        "APP_UID=1654",
        "ASPNETCORE_HTTP_PORTS=8080",
        "DOTNET_RUNNING_IN_CONTAINER=true",
        "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=true",
    ];

    private BaseImage(byte[] layer, byte[] configuration, byte[] manifest)
    {
        Blobs = [layer, configuration];
        Manifest = manifest;
    }

    public IReadOnlyList<byte[]> Blobs { get; }

    public byte[] Manifest { get; }

    public static BaseImage Create()
    {
        var archive = EmptyArchive();
        var layer = Compressed(archive);
        var configuration = JsonSerializer.SerializeToUtf8Bytes(new
        {
            created = "2026-01-01T00:00:00Z",
            architecture = "amd64",
            os = "linux",
            config = new { User = "1654", WorkingDir = "/", Env = Environment },
            rootfs = new { type = "layers", diff_ids = new[] { DigestOf(archive) } },
            history = new[] { new { created = "2026-01-01T00:00:00Z", created_by = "tests" } },
        });
        var manifest = JsonSerializer.SerializeToUtf8Bytes(new
        {
            schemaVersion = 2,
            mediaType = ManifestType,
            config = new { mediaType = "application/vnd.docker.container.image.v1+json", size = configuration.Length, digest = DigestOf(configuration) },
            layers = new[] { new { mediaType = "application/vnd.docker.image.rootfs.diff.tar.gzip", size = layer.Length, digest = DigestOf(layer) } },
        });
        return new BaseImage(layer, configuration, manifest);
    }

    public static string DigestOf(byte[] content) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(content))}";

    private static byte[] EmptyArchive()
    {
        using var archive = new MemoryStream();
        using (var writer = new TarWriter(archive, leaveOpen: true))
        {
            writer.WriteEntry(new PaxTarEntry(TarEntryType.Directory, "etc/"));
        }

        return archive.ToArray();
    }

    private static byte[] Compressed(byte[] archive)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(archive);
        }

        return compressed.ToArray();
    }
}
