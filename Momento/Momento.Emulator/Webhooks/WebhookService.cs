using Grpc.Core;
using Momento.Emulator.Caches;
using Momento.Emulator.Configuration;
using Momento.Emulator.Quotas;
using Momento.Protocol.Webhooks;

namespace Momento.Emulator.Webhooks;

/// <summary>Makes, changes, lists and deletes webhooks.</summary>
internal sealed class WebhookService(CallGuard guard, CacheRegistry caches, WebhookRegistry webhooks, AccountQuotas quotas) : Webhook.WebhookBase
{
    private const int MaximumNameLength = 128;

    public override Task<PutWebhookResponse> PutWebhook(PutWebhookRequest request, ServerCallContext context)
    {
        var (cache, name) = Open(context, request.Webhook?.WebhookId);
        var topic = CallGuard.RequireName(request.Webhook!.TopicName, "topic");
        if (name.Length > MaximumNameLength)
        {
            throw MomentoErrors.InvalidArgument($"The webhook name must have at most {MaximumNameLength} characters");
        }

        if (webhooks.Find(cache, name) is null)
        {
            quotas.AddWebhook(webhooks.In(cache).Count);
        }

        var secret = webhooks.Put(cache, name, topic, Destination(request.Webhook.Destination));
        return Task.FromResult(new PutWebhookResponse { SecretString = secret.Text });
    }

    public override Task<DeleteWebhookResponse> DeleteWebhook(DeleteWebhookRequest request, ServerCallContext context)
    {
        var (cache, name) = Open(context, request.WebhookId);
        return webhooks.TryDelete(cache, name) ? Task.FromResult(new DeleteWebhookResponse()) : throw MomentoErrors.WebhookNotFound();
    }

    public override Task<ListWebhooksResponse> ListWebhooks(ListWebhooksRequest request, ServerCallContext context)
    {
        var cache = Open(context, request.CacheName);
        return Task.FromResult(new ListWebhooksResponse { Webhook = { webhooks.In(cache).Select(Describe) } });
    }

    public override Task<GetWebhookSecretResponse> GetWebhookSecret(GetWebhookSecretRequest request, ServerCallContext context)
    {
        var (cache, name) = Open(context, new WebhookId { CacheName = request.CacheName, WebhookName = request.WebhookName });
        var webhook = webhooks.Find(cache, name) ?? throw MomentoErrors.WebhookNotFound();
        return Task.FromResult(new GetWebhookSecretResponse { CacheName = cache, WebhookName = name, SecretString = webhook.SigningSecret.Text });
    }

    public override Task<RotateWebhookSecretResponse> RotateWebhookSecret(RotateWebhookSecretRequest request, ServerCallContext context)
    {
        var (cache, name) = Open(context, request.WebhookId);
        var secret = webhooks.Rotate(cache, name) ?? throw MomentoErrors.WebhookNotFound();
        return Task.FromResult(new RotateWebhookSecretResponse { SecretString = secret.Text });
    }

    private (string Cache, string Name) Open(ServerCallContext context, WebhookId? id)
    {
        var cache = Open(context, id?.CacheName ?? "");
        return (cache, CallGuard.RequireName(id?.WebhookName ?? "", "webhook"));
    }

    private string Open(ServerCallContext context, string cache)
    {
        guard.RequireManagingCaches(context);
        return (caches.Find(CallGuard.RequireName(cache, "cache")) ?? throw MomentoErrors.CacheNotFound()).Name;
    }

    private static Uri Destination(WebhookDestination? destination) =>
        Uri.TryCreate(destination?.PostUrl, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps)
            ? url
            : throw MomentoErrors.InvalidArgument("The destination must be an absolute http or https URL");

    private static WebhookDefinition Describe(WebhookOptions webhook) => new()
    {
        WebhookId = new WebhookId { CacheName = webhook.Cache, WebhookName = webhook.Name },
        TopicName = webhook.Topic,
        Destination = new WebhookDestination { PostUrl = webhook.Url.OriginalString },
    };
}
