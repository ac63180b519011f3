namespace Momento.Sdk.Internal;

internal static class Deadline
{
    public static DateTime In(TimeSpan timeout) => TimeProvider.System.GetUtcNow().Add(timeout).UtcDateTime;
}
