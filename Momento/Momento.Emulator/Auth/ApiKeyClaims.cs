namespace Momento.Emulator.Auth;

internal sealed partial class ApiKeyClaims
{
    /// <summary>Null for a key that does not expire.</summary>
    public DateTimeOffset? ExpiresAt() =>
        HasExpiresAtUnixMilliseconds ? DateTimeOffset.FromUnixTimeMilliseconds(ExpiresAtUnixMilliseconds) : null;
}
