namespace CourseComments.WebhookService.Sequences;

/// <summary>Numbers whose events never came: both ends are among them.</summary>
internal readonly record struct Gap(ulong First, ulong Last)
{
    public ulong Count => Last - First + 1;

    /// <summary>What of the numbers from <paramref name="first"/> to <paramref name="last"/> is not among those that came.</summary>
    public static IEnumerable<Gap> Between(ulong first, ulong last, IReadOnlySet<ulong> came)
    {
        ulong? begun = null;
        for (var number = first; number <= last; number++)
        {
            if (!came.Contains(number))
            {
                begun ??= number;
            }
            else if (begun is { } missing)
            {
                yield return new Gap(missing, number - 1);
                begun = null;
            }
        }

        if (begun is { } open)
        {
            yield return new Gap(open, last);
        }
    }
}
