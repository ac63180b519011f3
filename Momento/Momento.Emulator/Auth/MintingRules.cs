using Grpc.Core;
using Momento.Emulator.Quotas;
using Momento.Protocol.Permissions;

namespace Momento.Emulator.Auth;

/// <summary>Who may mint what.</summary>
internal sealed class MintingRules(CredentialResolver credentials, AccountQuotas quotas)
{
    public const int MaximumTokenIdLength = 64;

    /// <param name="context">The call; its metadata holds the minting key when the request does not.</param>
    /// <param name="keyInRequest">The key in the request, where some SDKs put it alone.</param>
    /// <param name="permissions">What is to be minted.</param>
    /// <param name="canBeSuperUser">Whether there are super users of this kind at all.</param>
    /// <exception cref="RpcException">UNAUTHENTICATED, PERMISSION_DENIED, or RESOURCE_EXHAUSTED when that is too many.</exception>
    public void Check(ServerCallContext context, string keyInRequest, PermissionSet? permissions, bool canBeSuperUser)
    {
        var key = keyInRequest.Length > 0 ? keyInRequest : context.GetHttpContext().Request.Headers.Authorization.ToString();
        var minter = credentials.Resolve(key);
        var isAllowed = permissions?.KindCase == PermissionSet.KindOneofCase.SuperUser
            ? canBeSuperUser && minter.Has(Rights.MintSuperUsers)
            : minter.Has(Rights.Mint);
        if (!isAllowed)
        {
            throw MomentoErrors.PermissionDenied();
        }

        quotas.Mint();
    }

    public static void CheckTokenId(string tokenId)
    {
        if (tokenId.Length > MaximumTokenIdLength)
        {
            throw MomentoErrors.InvalidArgument($"A token id has at most {MaximumTokenIdLength} characters");
        }
    }
}
