namespace CourseComments.Gateway.Hardening;

/// <summary>Settings that are lists. An entry may hold several values: a deployment has one parameter for them all.</summary>
internal static class Listed
{
    private static readonly char[] Separators = [',', ' '];

    /// <summary>Every single value of entries with commas or spaces between; an empty entry is none.</summary>
    public static IEnumerable<string> ValuesOf(IEnumerable<string> entries) =>
        entries.SelectMany(entry => entry.Split(Separators, StringSplitOptions.RemoveEmptyEntries));
}
