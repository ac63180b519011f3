namespace Momento.Emulator.Caches;

/// <summary>Part of a list: <paramref name="Start"/> inclusive, <paramref name="End"/> exclusive, within its length.</summary>
internal readonly record struct ListRange(int Start, int End)
{
    /// <param name="inclusiveStart">Counts from the end when negative; null for the front.</param>
    /// <param name="exclusiveEnd">Counts from the end when negative; null for everything up to the back.</param>
    /// <param name="length">Length of the list.</param>
    /// <returns>A range that is empty, but never beyond the list, when the bounds select nothing.</returns>
    public static ListRange Resolve(int? inclusiveStart, int? exclusiveEnd, int length)
    {
        var start = Position(inclusiveStart ?? 0, length);
        var end = Position(exclusiveEnd ?? length, length);
        return new ListRange(start, Math.Max(start, end));
    }

    /// <param name="begin">Index of the first.</param>
    /// <param name="count">How many.</param>
    /// <param name="length">Length of the list.</param>
    public static ListRange Resolve(uint begin, uint count, int length) =>
        new((int)Math.Min(begin, (uint)length), (int)Math.Min((ulong)begin + count, (ulong)length));

    private static int Position(int index, int length) => Math.Clamp(index < 0 ? index + length : index, 0, length);
}
