using Momento.Protocol.Auth;
using Momento.Protocol.Permissions;
using Momento.Protocol.Tokens;

namespace Momento.Emulator.Tests.Auth;

internal static class TokenExtensions
{
    public static GenerateDisposableTokenRequest Request(
        IEnumerable<Permission> permissions, uint validForSeconds = 60, string tokenId = "", string key = "") => new()
        {
            AuthToken = key,
            Expires = new GenerateDisposableTokenRequest.Types.Expires { ValidForSeconds = validForSeconds },
            Permissions = new PermissionSet { Explicit = new ExplicitPermissions { Permissions = { permissions } } },
            TokenId = tokenId,
        };

    /// <param name="permissions">Null for a super user.</param>
    /// <param name="validForSeconds">0 for a key that does not expire.</param>
    /// <param name="tokenId">Comes back as the publisher's id.</param>
    public static GenerateApiTokenRequest KeyRequest(IEnumerable<Permission>? permissions, uint validForSeconds = 60, string tokenId = "")
    {
        var request = new GenerateApiTokenRequest
        {
            Permissions = permissions is null
                ? new PermissionSet { SuperUser = SuperUser.SuperUser }
                : new PermissionSet { Explicit = new ExplicitPermissions { Permissions = { permissions } } },
            TokenId = tokenId,
        };
        if (validForSeconds == 0)
        {
            request.Never = new GenerateApiTokenRequest.Types.Never();
        }
        else
        {
            request.Expires = new GenerateApiTokenRequest.Types.Expires { ValidForSeconds = validForSeconds };
        }

        return request;
    }

    /// <inheritdoc cref="KeyRequest"/>
    public static async Task<GenerateApiTokenResponse> GenerateKeyAsync(
        this MomentoClients clients, IEnumerable<Permission>? permissions, uint validForSeconds = 60, string tokenId = "") =>
        await clients.Keys.GenerateApiTokenAsync(KeyRequest(permissions, validForSeconds, tokenId), MomentoClients.In(null));

    public static async Task<RefreshApiTokenResponse> RefreshAsync(this MomentoClients clients, string key, string refreshToken) =>
        await clients.Keys.RefreshApiTokenAsync(new RefreshApiTokenRequest { ApiKey = key, RefreshToken = refreshToken }, MomentoClients.In(null));

    public static async Task<string> MintAsync(
        this MomentoClients clients, IEnumerable<Permission> permissions, uint validForSeconds = 60, string tokenId = "") =>
        (await clients.Tokens.GenerateDisposableTokenAsync(Request(permissions, validForSeconds, tokenId), MomentoClients.In(null))).ApiKey;
}
