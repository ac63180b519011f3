using System.Collections.Concurrent;
using System.Collections.Frozen;
using Momento.Emulator.Configuration;
using Momento.Protocol.Permissions;

namespace Momento.Emulator.Auth;

/// <summary>Turns a key or token into what it may do.</summary>
internal sealed class CredentialResolver
{
    private const int MaximumRememberedTokens = 10_000;

    private readonly FrozenDictionary<string, Credential> _keys;
    private readonly ConcurrentDictionary<string, Credential> _verifiedTokens = new(StringComparer.Ordinal);
    private readonly TokenSigner _signer;
    private readonly TimeProvider _time;
    private readonly bool _requireAuthentication;

    public CredentialResolver(EmulatorOptions options, TokenSigner signer, TimeProvider time)
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

    /// <summary>After this a token is verified again.</summary>
    public void Forget() => _verifiedTokens.Clear();

    private Credential Verify(string token)
    {
        var raw = V1Token.Unwrap(token) ?? token;
        return _keys.GetValueOrDefault(raw) ?? VerifyDisposableToken(raw) ?? VerifyApiKey(raw) ?? throw MomentoErrors.Unauthenticated();
    }

    private Credential? VerifyDisposableToken(string token) => _signer.Verify(token, DisposableTokenClaims.Parser) is { } claims
        ? Credential.For(PermissionGrants.Parse(claims.Permissions)) with
        {
            TokenId = claims.TokenId,
            ExpiresAt = DateTimeOffset.FromUnixTimeMilliseconds(claims.ExpiresAtUnixMilliseconds),
        }
        : null;

    private Credential? VerifyApiKey(string key) => _signer.Verify(key, ApiKeyClaims.Parser) is { } claims
        ? CredentialOf(claims.Permissions) with { TokenId = claims.TokenId, ExpiresAt = claims.ExpiresAt() }
        : null;

    private static Credential CredentialOf(PermissionSet permissions) => permissions.KindCase == PermissionSet.KindOneofCase.SuperUser
        ? Credential.SuperUser
        : Credential.For(PermissionGrants.Parse(permissions.Explicit));

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
