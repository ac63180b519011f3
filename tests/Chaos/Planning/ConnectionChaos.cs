namespace CourseComments.Chaos.Planning;

/// <summary>What happens between the sender of webhooks and the service: probabilities, and how late at most.</summary>
/// <param name="Lose">The connection is reset before the service sees the request.</param>
/// <param name="LoseAnswer">The connection is reset when the service has answered.</param>
/// <param name="Duplicate">The request reaches another replica as well, up to <paramref name="MaxDelay"/> later.</param>
/// <param name="Delay">The request comes up to <paramref name="MaxDelay"/> later.</param>
/// <param name="MaxDelay">How late at most.</param>
internal sealed record ConnectionChaos(double Lose, double LoseAnswer, double Duplicate, double Delay, TimeSpan MaxDelay);
