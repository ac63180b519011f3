using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json;

namespace CourseComments.Images.Tests;

/// <summary>An image as <c>docker load</c> takes it.</summary>
/// <param name="Tags">Its names.</param>
/// <param name="Runs">What a container of it is started with.</param>
/// <param name="Files">The files of the layer that the service is in, by their paths in the image.</param>
internal sealed record ImageArchive(IReadOnlyList<string> Tags, JsonElement Runs, IReadOnlyDictionary<string, byte[]> Files)
{
    public static ImageArchive Open(string path)
    {
        using var file = File.OpenRead(path);
        var parts = FilesOf(file);
        var image = Json(parts["manifest.json"])[0];
        using var layer = new GZipStream(new MemoryStream(parts[Strings(image.GetProperty("Layers"))[^1]]), CompressionMode.Decompress);
        return new ImageArchive(
            Strings(image.GetProperty("RepoTags")),
            Json(parts[image.GetProperty("Config").GetString()!]).GetProperty("config"),
            FilesOf(layer).ToDictionary(entry => $"/{entry.Key.TrimStart('.', '/')}", entry => entry.Value));
    }

    public static IReadOnlyList<string> Strings(JsonElement array) => [.. array.EnumerateArray().Select(item => item.GetString()!)];

    private static Dictionary<string, byte[]> FilesOf(Stream archive)
    {
        using var reader = new TarReader(archive);
        var files = new Dictionary<string, byte[]>();
        while (reader.GetNextEntry() is { } entry)
        {
            if (entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile)
            {
                using var content = new MemoryStream();
                entry.DataStream?.CopyTo(content);
                files.Add(entry.Name, content.ToArray());
            }
        }

        return files;
    }

    private static JsonElement Json(byte[] content) => JsonDocument.Parse(content).RootElement;
}
