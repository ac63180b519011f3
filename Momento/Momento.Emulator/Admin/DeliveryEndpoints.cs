using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Momento.Emulator.Webhooks;
using Momento.Webhooks;

namespace Momento.Emulator.Admin;

/// <summary>What was delivered to webhooks, and delivering it again.</summary>
internal static class DeliveryEndpoints
{
    public static void MapDeliveries(this RouteGroupBuilder admin)
    {
        admin.MapGet("/webhooks/deliveries", List);
        admin.MapGet("/webhooks/deliveries/{id:long}", Get);
        admin.MapPost("/webhooks/deliveries/{id:long}/redeliver", RedeliverAsync);
    }

    private static JsonHttpResult<IReadOnlyList<DeliveryRecord>> List(DeliveryLog deliveries) =>
        TypedResults.Json(deliveries.All(), AdminJsonContext.Default.IReadOnlyListDeliveryRecord);

    private static Results<JsonHttpResult<DeliveryRecord>, NotFound> Get(long id, DeliveryLog deliveries) => deliveries.Find(id) is { } found
        ? TypedResults.Json(found.Record, AdminJsonContext.Default.DeliveryRecord)
        : TypedResults.NotFound();

    /// <summary>
    /// Sends an event once more: signed now, with the present secret and to the present URL, so that a receiver that refuses
    /// what is old takes it; or, with <c>?exact=true</c>, the very bytes that were sent.
    /// </summary>
    private static async Task<Results<JsonHttpResult<DeliveryRecord>, NotFound>> RedeliverAsync(
        long id, bool? exact, DeliveryLog deliveries, WebhookRegistry webhooks, WebhookSender sender, CancellationToken cancellationToken)
    {
        if (deliveries.Find(id) is not { } found || webhooks.Find(found.Record.Cache, found.Record.Webhook) is not { } webhook)
        {
            return TypedResults.NotFound();
        }

        var again = exact == true
            ? found.Delivery
            : sender.Sign(webhook, JsonSerializer.Deserialize(found.Delivery.Body, WebhookJsonContext.Default.WebhookEvent)!);
        return TypedResults.Json(await sender.SendAsync(webhook, again, cancellationToken), AdminJsonContext.Default.DeliveryRecord);
    }
}
