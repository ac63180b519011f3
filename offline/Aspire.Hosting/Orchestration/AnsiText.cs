using System.Text.RegularExpressions;

namespace Aspire.Hosting.Orchestration;

internal static partial class AnsiText
{
    /// <summary>The text without its terminal control sequences.</summary>
    public static string Strip(string text) => text.Contains('\e') ? Sequence().Replace(text, "") : text;

    [GeneratedRegex(@"\e(\[[0-9;?]*[ -/]*[@-~]|\][^\a\e]*(\a|\e\\)|[@-Z\\-_])")]
    private static partial Regex Sequence();
}
