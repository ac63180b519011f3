namespace CourseComments.TestSupport;

/// <summary>Waits for what comes from outside the test.</summary>
public static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    /// <summary>Asks until it is so.</summary>
    /// <exception cref="TimeoutException">Says what was waited for.</exception>
    public static Task IsSoAsync(string what, Func<Task<bool>> ask) => GetAsync<object>(what, async () => await ask() ? true : null);

    /// <inheritdoc cref="IsSoAsync(string, Func{Task{bool}})"/>
    public static Task IsSoAsync(string what, Func<bool> ask) => IsSoAsync(what, () => Task.FromResult(ask()));

    /// <summary>Asks until the answer is not null.</summary>
    /// <exception cref="TimeoutException">Says what was waited for.</exception>
    public static async Task<T> GetAsync<T>(string what, Func<Task<T?>> ask)
        where T : class
    {
        var started = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(started) < Patience)
        {
            if (await ask() is { } answer)
            {
                return answer;
            }

            await Task.Delay(Interval, TimeProvider.System);
        }

        throw new TimeoutException($"{what} did not happen within {Patience}.");
    }
}
