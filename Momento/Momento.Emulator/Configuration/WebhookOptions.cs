using Momento.Emulator.Webhooks;

namespace Momento.Emulator.Configuration;

/// <summary>Where the text messages of a topic are posted to.</summary>
internal sealed record WebhookOptions(string Name, string Cache, string Topic, Uri Url, WebhookSecret SigningSecret);
