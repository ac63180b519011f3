using System.Text.RegularExpressions;

namespace Aspire.Hosting.ApplicationModel;

internal static partial class ModelName
{
    public static void Validate(string what, string name)
    {
        if (name.Length > 64 || !Valid().IsMatch(name))
        {
            throw new ArgumentException(
                $"{what} name '{name}' is invalid: up to 64 ASCII letters, digits and single hyphens, starting with a letter and not ending with a hyphen.",
                nameof(name));
        }
    }

    [GeneratedRegex("^[A-Za-z](-?[A-Za-z0-9])*$")]
    private static partial Regex Valid();
}
