using CourseComments.Benchmarks.Load;

namespace CourseComments.Benchmarks.Reading;

/// <param name="Name">How it is called in the table.</param>
/// <param name="CourseSize">Which course: there is one of each size.</param>
/// <param name="PagesBefore">How many pages are nearer to the front.</param>
internal sealed record ReadPage(string Name, int CourseSize, int PagesBefore)
{
    /// <summary>Right after a comment has come, so that nothing that was kept holds any more.</summary>
    public Latencies New { get; init; } = new();

    /// <summary>The same page again.</summary>
    public Latencies Same { get; init; } = new();
}
