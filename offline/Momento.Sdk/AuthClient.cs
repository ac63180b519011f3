using Grpc.Core;
using Momento.Protocol.Tokens;
using Momento.Sdk.Auth;
using Momento.Sdk.Auth.AccessControl;
using Momento.Sdk.Config;
using Momento.Sdk.Exceptions;
using Momento.Sdk.Internal;
using GenerateDisposableTokenResponse = Momento.Sdk.Responses.GenerateDisposableTokenResponse;

namespace Momento.Sdk;

/// <inheritdoc cref="IAuthClient"/>
public class AuthClient : IAuthClient
{
    private readonly MomentoChannel _channel;
    private readonly Token.TokenClient _client;
    private readonly string _key;
    private readonly TimeSpan _timeout;

    public AuthClient(IAuthConfiguration config, ICredentialProvider authProvider)
    {
        _channel = new(authProvider, authProvider.TokenEndpoint, "auth", config.LoggerFactory);
        _client = new(_channel.Invoker);
        _key = authProvider.AuthToken;
        _timeout = config.TransportStrategy.GrpcConfig.Deadline;
    }

    public async Task<GenerateDisposableTokenResponse> GenerateDisposableTokenAsync(
        DisposableTokenScope scope, ExpiresIn expiresIn, string? tokenId = null)
    {
        if (expiresIn?.Seconds() is not >= 0)
        {
            return new GenerateDisposableTokenResponse.Error(
                new InvalidArgumentException("A disposable token must have an expiry that is not in the past."));
        }

        try
        {
            var request = new GenerateDisposableTokenRequest
            {
                Expires = new() { ValidForSeconds = (uint)expiresIn.Seconds()!.Value },
                AuthToken = _key,
                Permissions = PermissionMapper.Map(scope),
                TokenId = tokenId ?? "",
            };
            var reply = await _client.GenerateDisposableTokenAsync(request, new CallOptions(deadline: Deadline.In(_timeout)));
            return new GenerateDisposableTokenResponse.Success(reply);
        }
        catch (Exception e)
        {
            return new GenerateDisposableTokenResponse.Error(CacheExceptionMapper.Convert(e));
        }
    }

    public void Dispose()
    {
        _channel.Dispose();
        GC.SuppressFinalize(this);
    }
}
