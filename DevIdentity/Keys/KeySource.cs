using Microsoft.Extensions.Options;

namespace CourseComments.DevIdentity.Keys;

/// <summary>Makes the keys at the first start and finds them again at every later one.</summary>
internal sealed partial class KeySource(IOptions<DevIdentityOptions> options, ILogger<KeySource> logger)
{
    public ProviderKeys Open()
    {
        var path = options.Value.KeyPath;
        if (path.Length > 0)
        {
            return KeyFile.Read(path) ?? Keep(ProviderKeys.Make(), path);
        }

        Log.Unkept(logger);
        return ProviderKeys.Make();
    }

    private ProviderKeys Keep(ProviderKeys made, string path)
    {
        try
        {
            KeyFile.WriteOnce(path, made);
            if (KeyFile.Read(path) is { } kept)
            {
                made.Dispose();
                return kept;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            Log.KeptInMemory(logger, path, exception.Message);
        }

        return made;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Keys cannot be written to {Path} and end with this process: {Reason}")]
        public static partial void KeptInMemory(ILogger logger, string path, string reason);

        [LoggerMessage(LogLevel.Information, "Keys are kept nowhere and end with this process: DevIdentity:KeyPath is empty.")]
        public static partial void Unkept(ILogger logger);
    }
}
