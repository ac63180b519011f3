using System.Net.Mime;
using Google.Protobuf;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using Momento.Emulator.Auth;
using Momento.Emulator.Quotas;
using Momento.Emulator.Topics;
using Momento.Protocol.PubSub;

namespace Momento.Emulator.HttpApi;

/// <summary>Publishing, and waiting for what is published.</summary>
internal static class TopicEndpoints
{
    public static async Task<NoContent> PublishAsync(
        string cache, string topic, HttpRequest request, CredentialResolver credentials, CallGuard guard, AccountQuotas quotas, TopicPublisher publisher)
    {
        (cache, topic) = (request.Name(cache, 2), request.Name(topic, 1));
        var credential = request.Authenticate(credentials);
        var store = guard.Open(credential, TopicAccess.Publish, cache, topic);
        var body = await ByteString.FromStreamAsync(request.Body, request.HttpContext.RequestAborted);
        quotas.Used(cache, body.Length);
        await publisher.PublishAsync(store, topic, Message(body, request.ContentType), credential);
        return TypedResults.NoContent();
    }

    public static async Task<JsonHttpResult<PollResponse>> PollAsync(
        string cache, string topic, HttpRequest request, CredentialResolver credentials, CallGuard guard, AccountQuotas quotas, TopicPoll poll)
    {
        (cache, topic) = (request.Name(cache, 2), request.Name(topic, 1));
        var credential = request.Authenticate(credentials);
        var store = guard.Open(credential, TopicAccess.Subscribe, cache, topic);
        using var slot = quotas.Subscribe(cache);
        using var reader = store.Topics.Open(topic, request.LongNumber("sequence_number") ?? 0, request.LongNumber("sequence_page") ?? 0);
        var items = await poll.WaitAsync(reader, store, credential, request.HttpContext.RequestAborted);
        return TypedResults.Json(new PollResponse([.. items.Select(PollItem.From)]), HttpApiJsonContext.Default.PollResponse);
    }

    private static TopicValue Message(ByteString body, string? contentType)
    {
        var mediaType = MediaTypeHeaderValue.TryParse(contentType, out var parsed) ? parsed.MediaType.Value : null;
        return mediaType?.ToLowerInvariant() switch
        {
            null => throw MomentoErrors.InvalidArgument("The content type is needed: text/plain, or application/octet-stream for bytes"),
            MediaTypeNames.Application.Octet => new TopicValue { Binary = body },
            // Momento's own examples publish text as curl -d does, and as application/json.
            _ => new TopicValue { Text = body.ToStringUtf8() },
        };
    }
}
