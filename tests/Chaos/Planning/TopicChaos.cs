namespace CourseComments.Chaos.Planning;

/// <summary>What the emulator does to the deliveries of its webhook: probabilities, and how late at most.</summary>
internal sealed record TopicChaos(double Drop, double Duplicate, double Delay, double Reorder, TimeSpan MaxDelay);
