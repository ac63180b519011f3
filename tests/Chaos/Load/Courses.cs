using System.Diagnostics.CodeAnalysis;

namespace CourseComments.Chaos.Load;

/// <summary>The courses that are commented on.</summary>
internal static class Courses
{
    public static readonly IReadOnlyList<string> All = ["101", "102", "algebra", "botany", "chemistry"];

    [SuppressMessage("Security", "CA5394:Do not use insecure randomness", Justification = "It must be repeatable.")]
    public static string Any(Random random) => All[random.Next(All.Count)];
}
