using CourseComments.DevIdentity.SignIn;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace CourseComments.DevIdentity.Discovery;

internal static class DiscoveryEndpoints
{
    private const string KeySetPath = "/.well-known/jwks.json";

    public static void MapDiscovery(this IEndpointRouteBuilder app)
    {
        app.MapGet("/.well-known/openid-configuration", GetDocument);
        app.MapGet(KeySetPath, GetKeySet);
    }

    private static Ok<DiscoveryDocument> GetDocument(IOptions<DevIdentityOptions> options, SigningKey key) =>
        TypedResults.Ok(new DiscoveryDocument(
            options.Value.IssuerText,
            options.Value.IssuerText + KeySetPath,
            ["token"],
            ["public"],
            [key.Credentials.Algorithm]));

    private static Ok<KeySet> GetKeySet(SigningKey key) => TypedResults.Ok(new KeySet([key.PublicKey]));
}
