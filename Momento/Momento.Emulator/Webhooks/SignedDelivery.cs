namespace Momento.Emulator.Webhooks;

/// <summary>What is posted. Signed once, and the same bytes however often it is sent.</summary>
internal sealed record SignedDelivery(ulong SequenceNumber, byte[] Body, string Signature);
