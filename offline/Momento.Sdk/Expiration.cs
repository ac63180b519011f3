// In the global namespace, as in the real package.

/// <summary>Whether, and when, something stops being valid.</summary>
public abstract class Expiration
{
    private readonly bool _expires;

    protected Expiration(bool doesExpire) => _expires = doesExpire;

    public bool DoesExpire() => _expires;
}
