using System.Buffers.Text;
using System.Globalization;
using Google.Protobuf;

namespace Momento.Emulator.Caches;

/// <summary>Whole numbers that are stored as decimal text.</summary>
internal static class Counter
{
    /// <param name="stored">Null counts as 0.</param>
    /// <param name="amount">What to add.</param>
    /// <exception cref="Grpc.Core.RpcException">FAILED_PRECONDITION: what is stored is no such number, or the sum is none.</exception>
    public static long Add(ByteString? stored, long amount)
    {
        if (stored is null)
        {
            return amount;
        }

        var isNumber = Utf8Parser.TryParse(stored.Span, out long number, out var length) && length == stored.Length;
        var sum = unchecked(number + amount);

        // Overflown when both have a sign that the sum has not.
        return isNumber && ((number ^ sum) & (amount ^ sum)) >= 0 ? sum : throw MomentoErrors.NotANumber();
    }

    public static ByteString ToText(long number) => ByteString.CopyFromUtf8(number.ToString(CultureInfo.InvariantCulture));
}
