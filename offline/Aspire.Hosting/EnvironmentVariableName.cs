using System.Text.RegularExpressions;

namespace Aspire.Hosting;

internal static partial class EnvironmentVariableName
{
    /// <summary>Only letters, digits and underscores, none of the digits first: "course-comments" becomes "course_comments".</summary>
    public static string From(string name) =>
        (name.Length > 0 && char.IsAsciiDigit(name[0]) ? "_" : "") + NotAllowed().Replace(name, "_");

    [GeneratedRegex("[^A-Za-z0-9_]")]
    private static partial Regex NotAllowed();
}
