using System.Buffers;
using System.Text.Json;
using CourseComments.Contracts;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Momento.Protocol.Cache;
using Momento.Webhooks;

namespace CourseComments.Benchmarks.Baselines;

/// <summary>
/// The seed design's handler in C# on bare Kestrel: verify, parse, one push. No routing, telemetry, deny list, profiles, age
/// or exactly-once. It is the ceiling.
/// </summary>
internal sealed class BareHandler(Scs.ScsClient momento, SigningSecret secret, bool marks)
{
    private static readonly Metadata Headers = new() { { "cache", "course-comments" }, { "authorization", "" } };
    private static readonly byte[] Answer = "{}"u8.ToArray();

    /// <param name="marks">With a second call before the push, as storing exactly once needs.</param>
    public static async Task<int> RunAsync(bool marks)
    {
        var builder = WebApplication.CreateSlimBuilder();
        using var channel = GrpcChannel.ForAddress(builder.Configuration["Momento"]!);
        var handler = new BareHandler(new(channel), new(builder.Configuration["SigningSecret"]!), marks);
        var app = builder.Build();
        app.Run(handler.HandleAsync);
        await app.RunAsync();
        return 0;
    }

    private async Task HandleAsync(HttpContext context)
    {
        var buffer = ArrayPool<byte>.Shared.Rent((int)context.Request.ContentLength!.Value);
        try
        {
            var length = await context.Request.Body.ReadAtLeastAsync(buffer, (int)context.Request.ContentLength.Value);
            if (Read(buffer.AsSpan(0, length), context.Request.Headers[WebhookHeaders.Signature]) is not var (course, element, id))
            {
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                return;
            }

            if (marks)
            {
                var mark = new SetIfNotExistsRequest { CacheKey = ByteString.CopyFromUtf8(id), TtlMilliseconds = 86_400_000 };
                await momento.SetIfNotExistsAsync(mark, Headers);
            }

            await momento.ListPushFrontAsync(
                new ListPushFrontRequest { ListName = ByteString.CopyFromUtf8(course), Value = UnsafeByteOperations.UnsafeWrap(element), TtlMilliseconds = 60_000 },
                Headers);
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = Answer.Length;
            await context.Response.Body.WriteAsync(Answer);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private (string Course, byte[] Element, string Id)? Read(ReadOnlySpan<byte> body, string? signature)
    {
        if (WebhookSignature.Verify(body, signature, [secret]) != SignatureVerification.Valid)
        {
            return null;
        }

        var received = JsonSerializer.Deserialize(body, WebhookJsonContext.Default.WebhookEvent)!;
        var message = JsonSerializer.Deserialize(received.Text, ContractsJsonContext.Default.CommentMessage)!;
        var element = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(element);
        writer.WriteStartObject();
        writer.WriteString("userID", received.TokenId);
        writer.WriteString("comment", message.Comment);
        writer.WriteEndObject();
        writer.Flush();
        return (message.CourseId!, element.WrittenSpan.ToArray(), $"attempt:{received.TopicSequenceNumber}");
    }
}
