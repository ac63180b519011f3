using System.Text;

namespace CourseComments.Contracts;

/// <summary>A comment's text: 1 to 2,000 characters (Unicode code points) after trimming, no control characters but newline and tab.</summary>
public static class CommentTexts
{
    /// <summary>The most code points that a comment has.</summary>
    public const int MaxLength = 2000;

    /// <summary>Trims, and says what is wrong with the rest.</summary>
    /// <param name="text">The text as it came.</param>
    /// <param name="normalized">What to store; empty when there is a fault.</param>
    /// <returns>Why this is no comment; null when it is one.</returns>
    public static string? FindFault(string? text, out string normalized)
    {
        normalized = "";
        var trimmed = text?.Trim();
        if (string.IsNullOrEmpty(trimmed))
        {
            return "is missing or empty.";
        }

        var length = 0;
        foreach (var rune in trimmed.EnumerateRunes())
        {
            length++;
            if (Rune.IsControl(rune) && rune.Value is not ('\n' or '\t'))
            {
                return "has a control character other than newline and tab.";
            }
        }

        if (length > MaxLength)
        {
            return $"is longer than {MaxLength} characters.";
        }

        normalized = trimmed;
        return null;
    }
}
