using Microsoft.Extensions.Options;
using Momento.Sdk;
using Momento.Sdk.Auth.AccessControl;
using Momento.Sdk.Exceptions;
using Momento.Sdk.Responses;

namespace CourseComments.TokenService.Tokens;

/// <summary>Has Momento mint one disposable token: publish only, one cache, one topic, with the learner's id inside.</summary>
internal sealed partial class TokenMinter(
    IAuthClient momento, MintSchedule schedule, IOptions<TokenOptions> options, TimeProvider time, ILogger<TokenMinter> logger)
{
    private readonly DisposableTokenScope _scope =
        DisposableTokenScopes.TopicPublishOnly(options.Value.CacheName, options.Value.TopicName);

    public async Task<TokenResult> MintAsync(string tokenId)
    {
        if (await schedule.EnterAsync(tokenId) is { } wait)
        {
            return new TokenResult.RetryLater(wait);
        }

        var lifetime = options.Value.Lifetime;
        var asked = time.GetUtcNow();
        var response = await momento.GenerateDisposableTokenAsync(_scope, ExpiresIn.Seconds((int)lifetime.TotalSeconds), tokenId);
        switch (response)
        {
            case GenerateDisposableTokenResponse.Success success:
                return new TokenResult.Issued(new DisposableToken(
                    success.AuthToken, tokenId, asked + lifetime, asked + (lifetime * options.Value.RefreshAfter)));
            case GenerateDisposableTokenResponse.Error { ErrorCode: MomentoErrorCode.LIMIT_EXCEEDED_ERROR }:
                Log.MomentoBusy(logger);
                return new TokenResult.RetryLater(schedule.Keep(tokenId));
            case GenerateDisposableTokenResponse.Error error:
                Log.MintFailed(logger, error.ErrorCode);
                schedule.Keep(tokenId);
                return new TokenResult.Unavailable();
            default:
                throw new InvalidOperationException($"Momento answered with an unknown {response.GetType().Name}.");
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Momento mints no more tokens this second; is Tokens:MintsPerSecond too high for the account?")]
        public static partial void MomentoBusy(ILogger logger);

        [LoggerMessage(2, LogLevel.Error, "Momento minted no token: {ErrorCode}.")]
        public static partial void MintFailed(ILogger logger, MomentoErrorCode errorCode);
    }
}
