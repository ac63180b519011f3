using System.Text.Json;
using CourseComments.Contracts;
using CourseComments.History;
using Momento.Webhooks;

namespace CourseComments.Chaos.Proxy;

/// <summary>A webhook on its way.</summary>
/// <param name="Comment">What it carries.</param>
/// <param name="Body">As it came.</param>
/// <param name="Signature">As it came.</param>
internal sealed record ReceivedDelivery(CommentKey Comment, byte[] Body, string? Signature)
{
    public static ReceivedDelivery Of(byte[] body, string? signature)
    {
        var received = JsonSerializer.Deserialize(body, WebhookJsonContext.Default.WebhookEvent)!;
        var message = JsonSerializer.Deserialize(received.Text, ContractsJsonContext.Default.CommentMessage)!;
        return new ReceivedDelivery(new CommentKey(received.TokenId, message.CourseId!, message.Comment!), body, signature);
    }

    public HttpRequestMessage RequestTo(Uri service) => new(HttpMethod.Post, new Uri(service, "webhooks/momento"))
    {
        Content = new ByteArrayContent(Body) { Headers = { ContentType = new("application/json") } },
        Headers = { { WebhookHeaders.Signature, Signature } },
    };
}
