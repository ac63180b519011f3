using Google.Protobuf;

namespace Momento.Emulator.Caches;

/// <summary>Momento's limits on what a cache stores.</summary>
internal static class CacheLimits
{
    public const ulong MaximumTimeToLiveMilliseconds = 24 * 60 * 60 * 1000;

    public const int MaximumItemKilobytes = 4883;

    private const int MaximumItemSize = MaximumItemKilobytes * 1024;
    private const int MaximumRequestSize = 5 * 1024 * 1024;
    private const int MaximumElementSize = 128 * 1024;

    public static void CheckItem(ByteString key, ByteString value)
    {
        if (key.Length + value.Length > MaximumRequestSize)
        {
            throw MomentoErrors.RequestTooLarge();
        }

        if (value.Length > MaximumItemSize)
        {
            throw MomentoErrors.ItemTooLarge();
        }
    }

    public static void CheckElement(ByteString element)
    {
        if (element.Length > MaximumElementSize)
        {
            throw MomentoErrors.ElementTooLarge();
        }
    }
}
