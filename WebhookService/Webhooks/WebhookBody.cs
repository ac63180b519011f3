using System.Buffers;

namespace CourseComments.WebhookService.Webhooks;

/// <summary>Reads a request's raw body into pooled memory, up to a limit.</summary>
internal sealed class WebhookBody : IDisposable
{
    private byte[] _buffer;

    private WebhookBody(byte[] buffer, int length)
    {
        _buffer = buffer;
        Length = length;
    }

    public ReadOnlySpan<byte> Bytes => _buffer.AsSpan(0, Length);

    private int Length { get; }

    /// <returns>Null when the body is larger than <paramref name="limit"/> bytes.</returns>
    public static async Task<WebhookBody?> ReadAsync(HttpRequest request, int limit)
    {
        if (request.ContentLength > limit)
        {
            return null;
        }

        // One byte more than announced, or than allowed, shows what is too large, whatever the length header says.
        var room = (int)(request.ContentLength ?? limit) + 1;
        var buffer = ArrayPool<byte>.Shared.Rent(room);
        var length = await ReadAsync(request, buffer.AsMemory(0, room));
        if (length <= limit)
        {
            return new WebhookBody(buffer, length);
        }

        ArrayPool<byte>.Shared.Return(buffer);
        return null;
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    private static Task<int> ReadAsync(HttpRequest request, Memory<byte> buffer) =>
        request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, request.HttpContext.RequestAborted).AsTask();
}
