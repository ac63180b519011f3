namespace CourseComments.Relay;

/// <summary>Momento's cache did not do it, or did not say in time whether it did.</summary>
internal sealed class StoreUnavailableException(string operation) : Exception($"Momento did not confirm: {operation}.");
