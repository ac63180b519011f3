namespace Momento.Emulator.Tests.Webhooks;

public sealed record ReceivedWebhook(string Method, string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body);
