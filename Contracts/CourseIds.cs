using System.Buffers;

namespace CourseComments.Contracts;

/// <summary>A course's id: 1 to 64 ASCII letters, digits, <c>-</c> or <c>_</c>. It is the key of the course's list as it is.</summary>
public static class CourseIds
{
    /// <summary>The most characters that an id has.</summary>
    public const int MaxLength = 64;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    /// <summary>Why this is no course id; null when it is one.</summary>
    public static string? FindFault(string? courseId)
    {
        if (string.IsNullOrEmpty(courseId))
        {
            return "is missing.";
        }

        return courseId.Length > MaxLength || courseId.AsSpan().ContainsAnyExcept(Allowed)
            ? $"must be 1 to {MaxLength} letters, digits, '-' or '_'."
            : null;
    }
}
