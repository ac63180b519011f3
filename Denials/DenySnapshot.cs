using System.Collections.Frozen;

namespace CourseComments.Denials;

/// <summary>The whole list as it was read.</summary>
/// <param name="Ids">The denied token ids.</param>
/// <param name="AskedAt">Timestamp of the clock before Momento was asked: the list is at least as new.</param>
internal sealed record DenySnapshot(FrozenSet<string> Ids, long AskedAt);
