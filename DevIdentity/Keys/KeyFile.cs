using System.Security.Cryptography;
using System.Text.Json;

namespace CourseComments.DevIdentity.Keys;

/// <summary>Keeps the provider's keys in a file that only its user may read.</summary>
internal static class KeyFile
{
    private const UnixFileMode UserOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>In the user's local application data; empty on a machine that has no such place.</summary>
    public static string DefaultPath { get; } =
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify) is { Length: > 0 } data
            ? Path.Combine(data, "CourseComments", "dev-identity-keys.json")
            : "";

    /// <summary>
    /// A file that is there but damaged is a fault and not a reason for new keys: its user decides what becomes of it.
    /// </summary>
    public static IEnumerable<(string Fault, string Key)> FindFaults(string path)
    {
        try
        {
            Read(path)?.Dispose();
            return [];
        }
        catch (InvalidDataException)
        {
            return [($"{path} is there but holds no keys that can be read. Delete it to have new ones made.", nameof(DevIdentityOptions.KeyPath))];
        }
    }

    /// <returns>The keys, or null where there is no file yet.</returns>
    /// <exception cref="InvalidDataException">The file is there but is no key file, or cannot be read.</exception>
    public static ProviderKeys? Read(string path)
    {
        try
        {
            return File.Exists(path) ? Parse(File.ReadAllBytes(path)) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException or CryptographicException)
        {
            throw new InvalidDataException($"The key file {path} cannot be read.", exception);
        }
    }

    /// <summary>
    /// Writes the keys unless somebody else was faster. The file appears whole or not at all, so that several first
    /// starts at once end with the same keys.
    /// </summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static void WriteOnce(string path, ProviderKeys keys)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        Directory.CreateDirectory(folder);
        var draft = Path.Combine(folder, Path.GetRandomFileName());
        try
        {
            using (var file = new FileStream(draft, WriteForUserOnly()))
            {
                JsonSerializer.Serialize(file, keys.Export());
                file.Flush(flushToDisk: true);
            }

            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Somebody else was faster: theirs are the keys.
        }
        finally
        {
            File.Delete(draft);
        }
    }

    private static ProviderKeys Parse(byte[] bytes) =>
        ProviderKeys.Import(JsonSerializer.Deserialize<KeyDocument>(bytes) ?? throw new JsonException());

    private static FileStreamOptions WriteForUserOnly()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UserOnly;
        }

        return options;
    }
}
