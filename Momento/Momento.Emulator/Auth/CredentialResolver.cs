using System.Collections.Concurrent;
using System.Collections.Frozen;
using Momento.Emulator.Configuration;

namespace Momento.Emulator.Auth;

/// <summary>Turns a key or token into what it may do.</summary>
internal sealed class CredentialResolver
{
    private const int MaximumRememberedTokens = 10_000;

    private readonly FrozenDictionary<string, Credential> _keys;
    private readonly ConcurrentDictionary<string, Credential> _verifiedTokens = new(StringComparer.Ordinal);
    private readonly DisposableTokenSigner _signer;
    private readonly TimeProvider _time;
    private readonly bool _requireAuthentication;

    public CredentialResolver(EmulatorOptions options, DisposableTokenSigner signer, TimeProvider time)
    {
        _keys = options.Keys.ToFrozenDictionary(key => key.Key, key => Credential.ForKey(key.Role), StringComparer.Ordinal);
        _requireAuthentication = options.RequireAuthentication ?? options.Keys.Count > 0;
        _signer = signer;
        _time = time;
    }

    /// <param name="key">The raw key or token, without a scheme; empty when the caller sent none.</param>
    /// <exception cref="Grpc.Core.RpcException">UNAUTHENTICATED: missing, unknown, forged or expired.</exception>
    public Credential Resolve(string key)
    {
        if (key.Length == 0)
        {
            return _requireAuthentication ? throw MomentoErrors.Unauthenticated() : Credential.SuperUser;
        }

        if (_keys.TryGetValue(key, out var credential))
        {
            return credential;
        }

        if (!_verifiedTokens.TryGetValue(key, out credential))
        {
            credential = Remember(key, Verify(key));
        }

        return credential.HasExpired(_time) ? throw MomentoErrors.Unauthenticated() : credential;
    }

    private Credential Verify(string token)
    {
        var claims = _signer.Verify(token) ?? throw MomentoErrors.Unauthenticated();
        return Credential.ForDisposableToken(
            PermissionGrants.Parse(claims.Permissions),
            claims.TokenId,
            DateTimeOffset.FromUnixTimeMilliseconds(claims.ExpiresAtUnixMilliseconds));
    }

    /// <summary>Verifying again is cheap, so a full memory is simply emptied.</summary>
    private Credential Remember(string token, Credential credential)
    {
        if (_verifiedTokens.Count >= MaximumRememberedTokens)
        {
            _verifiedTokens.Clear();
        }

        _verifiedTokens[token] = credential;
        return credential;
    }
}
