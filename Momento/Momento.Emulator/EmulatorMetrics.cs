using System.Diagnostics.Metrics;
using Momento.Emulator.Webhooks;

namespace Momento.Emulator;

/// <summary>What the emulator measures.</summary>
internal sealed class EmulatorMetrics(IMeterFactory meters)
{
    public const string MeterName = "Momento.Emulator";

    private readonly Counter<long> _webhookAttempts = meters.Create(MeterName)
        .CreateCounter<long>("momento.emulator.webhook.attempts", "{attempt}", "Attempts to deliver an event to a webhook.");

    private readonly Counter<long> _webhookChaos = meters.Create(MeterName)
        .CreateCounter<long>("momento.emulator.webhook.chaos", "{message}", "Messages that were dropped, duplicated, delayed or reordered on purpose.");

    public void ChaosInjected(string kind) => _webhookChaos.Add(1, new KeyValuePair<string, object?>("kind", kind));

    public void WebhookAttempted(DeliveryOutcome outcome) =>
        _webhookAttempts.Add(1, new KeyValuePair<string, object?>("outcome", outcome.ToString()));
}
