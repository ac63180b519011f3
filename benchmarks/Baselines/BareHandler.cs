using System.Buffers;
using System.Text.Json;
using CourseComments.Contracts;
using Momento.Client;
using Momento.Sdk;
using Momento.Sdk.Config;
using Momento.Sdk.Responses;
using Momento.Webhooks;

namespace CourseComments.Benchmarks.Baselines;

/// <summary>
/// The seed design's handler in C# on bare Kestrel: verify, parse, one push with Momento's SDK. No routing, telemetry, deny list,
/// profiles, age or exactly-once.
/// </summary>
internal sealed class BareHandler(ICacheClient momento, SigningSecret secret)
{
    private static readonly byte[] Answer = "{}"u8.ToArray();

    public static async Task<int> RunAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        var credentials = MomentoConnection.Parse($"Endpoint={builder.Configuration["Momento"]}").CreateCredentialProvider();
        using var momento = new CacheClient(Configurations.InRegion.Default.Latest(), credentials, TimeSpan.FromHours(1));
        var handler = new BareHandler(momento, new(builder.Configuration["SigningSecret"]!));
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
            if (Read(buffer.AsSpan(0, length), context.Request.Headers[WebhookHeaders.Signature]) is not var (course, element))
            {
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                return;
            }

            if (await momento.ListPushFrontAsync("course-comments", course, element) is not CacheListPushFrontResponse.Success)
            {
                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                return;
            }

            context.Response.ContentType = "application/json";
            context.Response.ContentLength = Answer.Length;
            await context.Response.Body.WriteAsync(Answer);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private (string Course, byte[] Element)? Read(ReadOnlySpan<byte> body, string? signature)
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
        return (message.CourseId!, element.WrittenSpan.ToArray());
    }
}
