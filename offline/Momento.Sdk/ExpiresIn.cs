/// <summary>A lifetime counted from now.</summary>
public class ExpiresIn : Expiration
{
    private readonly int? _seconds;

    private ExpiresIn(int? seconds)
        : base(seconds is not null) => _seconds = seconds;

    public int? Seconds() => _seconds;

    public static ExpiresIn Never() => new(null);

    public static ExpiresIn Seconds(int validForSeconds) => new(validForSeconds);

    public static ExpiresIn Minutes(int validForMinutes) => new(validForMinutes * 60);

    public static ExpiresIn Hours(int validForHours) => new(validForHours * 60 * 60);

    public static ExpiresIn Days(int validForDays) => new(validForDays * 24 * 60 * 60);

    /// <param name="expiresIn">Seconds since the epoch.</param>
    public static ExpiresIn Epoch(ulong expiresIn) =>
        new((int)((long)expiresIn - TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()));

    public static ExpiresIn Epoch(int expiresIn) => Epoch((ulong)expiresIn);
}
