using System.Collections.Concurrent;
using CourseComments.Denials;
using CourseComments.TokenService.Learners;
using CourseComments.TokenService.Profiles;

namespace CourseComments.TokenService.Tokens;

/// <summary>
/// One live token per learner: reused until it is due for replacement, minted once however many requests ask at
/// the same time. There are never more of them than Momento mints in a token's life.
/// </summary>
internal sealed class TokenIssuer(
    TokenMinter minter, DenyList denials, ProfileWriter profiles, TokenMetrics metrics, TimeProvider time)
{
    /// <summary>A token that is due for replacement is still given out when no new one can be had, if it lives this long.</summary>
    private static readonly TimeSpan StillUseful = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Lease> _leases = new();
    private readonly ConcurrentDictionary<string, Lazy<Task<TokenResult>>> _minting = new();

    /// <summary>The caller's token: a live one, or a new one. None for who is denied, or may be.</summary>
    public async Task<TokenResult> GetAsync(Caller caller, CancellationToken cancellationToken)
    {
        if (await RefusalAsync(caller) is { } refusal)
        {
            metrics.Asked(refusal);
            return refusal;
        }

        if (Live(caller) is { } lease)
        {
            await KeepProfileAsync(lease, caller);
            metrics.Reused();
            return new TokenResult.Issued(lease.Token);
        }

        // Not cancelled with the caller: others may be waiting for the same token.
        var minting = _minting.GetOrAdd(caller.TokenId, _ => new Lazy<Task<TokenResult>>(() => MintAsync(caller)));
        return await minting.Value.WaitAsync(cancellationToken);
    }

    /// <summary>Forgets a token that Momento refused.</summary>
    public void Drop(DisposableToken token)
    {
        if (_leases.TryGetValue(token.TokenId, out var lease) && lease.Token == token)
        {
            _leases.TryRemove(new KeyValuePair<string, Lease>(token.TokenId, lease));
        }
    }

    private async Task<TokenResult?> RefusalAsync(Caller caller)
    {
        switch (await denials.CheckAsync(caller.TokenId))
        {
            case DenialVerdict.Allowed:
                return null;
            case DenialVerdict.Denied:
                _leases.TryRemove(caller.TokenId, out _);
                return new TokenResult.Denied();
            default:
                return new TokenResult.Unavailable();
        }
    }

    private Lease? Live(Caller caller) =>
        _leases.TryGetValue(caller.TokenId, out var lease) && time.GetUtcNow() < lease.Token.RefreshAt ? lease : null;

    private async Task<TokenResult> MintAsync(Caller caller)
    {
        try
        {
            // The one who minted before us may just have finished.
            if (Live(caller) is { } fresh)
            {
                return new TokenResult.Issued(fresh.Token);
            }

            var result = await minter.MintAsync(caller.TokenId);
            metrics.Asked(result);
            if (result is TokenResult.Issued issued)
            {
                ForgetExpired();
                var lease = new Lease(issued.Token);
                _leases[caller.TokenId] = lease;
                await KeepProfileAsync(lease, caller);
                return result;
            }

            return _leases.TryGetValue(caller.TokenId, out var old) && time.GetUtcNow() + StillUseful < old.Token.ExpiresAt
                ? new TokenResult.Issued(old.Token)
                : result;
        }
        finally
        {
            _minting.TryRemove(caller.TokenId, out _);
        }
    }

    private async Task KeepProfileAsync(Lease lease, Caller caller)
    {
        if (caller.DisplayName is { } name && name != lease.DisplayName && await profiles.TryWriteAsync(caller.TokenId, name))
        {
            lease.DisplayName = name;
        }
    }

    private void ForgetExpired()
    {
        var now = time.GetUtcNow();
        foreach (var entry in _leases)
        {
            if (entry.Value.Token.ExpiresAt <= now)
            {
                _leases.TryRemove(entry);
            }
        }
    }

    private sealed class Lease(DisposableToken token)
    {
        public DisposableToken Token { get; } = token;

        /// <summary>The name that is in the cache; null until one was written.</summary>
        public string? DisplayName { get; set; }
    }
}
