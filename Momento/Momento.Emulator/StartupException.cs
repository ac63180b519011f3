namespace Momento.Emulator;

/// <summary>Why the emulator cannot start, in words that help whoever started it; a stack trace would not.</summary>
internal sealed class StartupException(IReadOnlyCollection<string> problems, Exception? cause = null)
    : Exception(Describe(problems), cause)
{
    private static string Describe(IReadOnlyCollection<string> problems)
    {
        var separator = problems.Count == 1 ? " " : Environment.NewLine + "  ";
        return "The Momento emulator cannot start:" + separator + string.Join(separator, problems);
    }
}
