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

    public static async Task<string> MintAsync(
        this MomentoClients clients, IEnumerable<Permission> permissions, uint validForSeconds = 60, string tokenId = "") =>
        (await clients.Tokens.GenerateDisposableTokenAsync(Request(permissions, validForSeconds, tokenId), MomentoClients.In(null))).ApiKey;
}
