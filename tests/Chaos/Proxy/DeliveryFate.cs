namespace CourseComments.Chaos.Proxy;

/// <summary>What happens to one delivery.</summary>
/// <param name="IsLost">The service never sees it.</param>
/// <param name="Delay">How much later it comes.</param>
/// <param name="DuplicateAfter">How much later it comes once more; null for not at all.</param>
/// <param name="IsAnswerLost">The sender never sees the answer.</param>
internal readonly record struct DeliveryFate(bool IsLost, TimeSpan Delay, TimeSpan? DuplicateAfter, bool IsAnswerLost);
