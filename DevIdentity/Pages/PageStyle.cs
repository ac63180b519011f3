using System.Security.Cryptography;
using System.Text;

namespace CourseComments.DevIdentity.Pages;

/// <summary>The style sheet inside every page, and its hash by which the content security policy lets it through.</summary>
internal static class PageStyle
{
    public const string Text =
        """
        :root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
        main { max-width: 22rem; margin: 10vh auto; padding: 0 1rem; }
        form { display: grid; gap: .5rem; margin: 1.5rem 0; }
        button, input { font: inherit; padding: .6rem .8rem; }
        small { display: block; }
        """;

    public static string Source { get; } =
        $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Text.ReplaceLineEndings("\n"))))}'";
}
