namespace CourseComments.History;

/// <summary>Something that must not be.</summary>
/// <param name="Rule">One of <see cref="HistoryRules"/>.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Evidence">The events that show it, by their lines in the file, from 1.</param>
public sealed record Violation(string Rule, string Message, IReadOnlyList<int> Evidence)
{
    public override string ToString() => $"{Rule}: {Message} (line {string.Join(", ", Evidence)})";
}
