using System.Globalization;
using CourseComments.Relay.Delivering;

namespace CourseComments.Relay.DeadLetters;

/// <summary>Looks at dead letters, posts them again, or drops them.</summary>
internal sealed class DeadLetterCommands(DeadLetterStore store, WebhookSender sender)
{
    private const int Done = 0;
    private const int Failed = 1;
    private const int Misused = 2;

    private const string Usage = """
        dead-letters list [--show-text]   what there is, numbered, the oldest first
        dead-letters replay <n|all>       post again, and drop what is stored
        dead-letters drop <n|all>         drop for good
        """;

    /// <returns>The exit code: 0 done, 1 not all of it, 2 not understood.</returns>
    public async Task<int> RunAsync(IReadOnlyList<string> command, TextWriter output)
    {
        if (command is not (["list"] or ["list", "--show-text"] or ["replay" or "drop", _]))
        {
            return await MisusedAsync(Usage, output);
        }

        try
        {
            var letters = await store.ReadAsync();
            return command switch
            {
                ["list"] => await ListAsync(letters, showText: false, output),
                ["list", "--show-text"] => await ListAsync(letters, showText: true, output),
                ["replay", var which] when Choose(letters.Count, which) is { } chosen => await ReplayAsync(letters, chosen, output),
                ["drop", var which] when Choose(letters.Count, which) is { } chosen => await DropAsync(letters, chosen, output),
                _ => await MisusedAsync($"There is no such number; there are {letters.Count} dead letters.", output),
            };
        }
        catch (StoreUnavailableException exception)
        {
            await output.WriteLineAsync(exception.Message);
            return Failed;
        }
    }

    private static async Task<int> ListAsync(
        IReadOnlyList<(byte[] Element, DeadLetter Letter)> letters, bool showText, TextWriter output)
    {
        foreach (var (index, (_, letter)) in letters.Index())
        {
            var about = letter.Event;
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"{index + 1}  {letter.At:u}  page {about.TopicSequencePage} number {about.TopicSequenceNumber}  {letter.Reason} after {letter.Attempts} attempts{(showText ? $"  {about.TokenId}: {about.Text.ReplaceLineEndings(" ")}" : "")}"));
        }

        await output.WriteLineAsync($"{letters.Count} dead letters.");
        return Done;
    }

    private async Task<int> ReplayAsync(
        IReadOnlyList<(byte[] Element, DeadLetter Letter)> letters, IReadOnlyList<int> chosen, TextWriter output)
    {
        var exitCode = Done;
        foreach (var index in chosen)
        {
            var (element, letter) = letters[index];
            var result = await sender.SendAsync(letter.Event);
            if (result is SendResult.Stored or SendResult.Denied)
            {
                await store.RemoveAsync(element);
                await output.WriteLineAsync($"{index + 1}  {(result is SendResult.Stored ? "stored" : "denied, dropped")}");
            }
            else
            {
                exitCode = Failed;
                await output.WriteLineAsync($"{index + 1}  stays: {ReasonOf(result)}");
            }
        }

        return exitCode;
    }

    private async Task<int> DropAsync(
        IReadOnlyList<(byte[] Element, DeadLetter Letter)> letters, IReadOnlyList<int> chosen, TextWriter output)
    {
        foreach (var index in chosen)
        {
            await store.RemoveAsync(letters[index].Element);
            await output.WriteLineAsync($"{index + 1}  dropped");
        }

        return Done;
    }

    private static async Task<int> MisusedAsync(string message, TextWriter output)
    {
        await output.WriteLineAsync(message);
        return Misused;
    }

    /// <summary>Null when it names none.</summary>
    private static IReadOnlyList<int>? Choose(int count, string which)
    {
        if (which == "all")
        {
            return [.. Enumerable.Range(0, count)];
        }

        return int.TryParse(which, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= count ? [number - 1] : null;
    }

    private static string? ReasonOf(SendResult result) => result switch
    {
        SendResult.Malformed malformed => malformed.Reason,
        SendResult.NotYet notYet => notYet.Reason,
        _ => null,
    };
}
