using Microsoft.Extensions.Logging;

namespace CourseComments.TestSupport;

/// <summary>One log entry.</summary>
public sealed record KeptEntry(
    string Category, LogLevel Level, EventId EventId, string Message, IReadOnlyDictionary<string, string?> Values, IReadOnlyList<string> Scopes);
