/// <summary>A point in time, in seconds since the epoch; 0 or null means never.</summary>
public class ExpiresAt : Expiration
{
    private readonly int? _epoch;

    private ExpiresAt(int? epoch)
        : base(epoch is not (null or 0)) => _epoch = DoesExpire() ? epoch : null;

    public int? Epoch() => _epoch;

    public static ExpiresAt FromEpoch(int? epoch) => new(epoch);
}
