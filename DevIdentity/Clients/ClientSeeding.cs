using Microsoft.Extensions.Options;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace CourseComments.DevIdentity.Clients;

/// <summary>
/// Tells OpenIddict of the configured clients before the first request that needs one, and not at start: most runs
/// sign in by <c>POST /dev/sign-in</c> alone and need not wait for a database.
/// </summary>
internal sealed class ClientSeeding : IOpenIddictServerHandler<ProcessRequestContext>
{
    private readonly Lazy<Task> _seeded;

    public ClientSeeding(IServiceScopeFactory scopes, IOptions<DevIdentityOptions> options) =>
        _seeded = new Lazy<Task>(() => SeedAsync(scopes, options.Value.Clients));

    public async ValueTask HandleAsync(ProcessRequestContext context)
    {
        if (context.EndpointType is not (OpenIddictServerEndpointType.Unknown
            or OpenIddictServerEndpointType.Configuration
            or OpenIddictServerEndpointType.JsonWebKeySet))
        {
            await _seeded.Value;
        }
    }

    private static async Task SeedAsync(IServiceScopeFactory scopes, ClientOptions[] clients)
    {
        await using var scope = scopes.CreateAsyncScope();
        var applications = scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>();
        foreach (var client in clients)
        {
            await applications.CreateAsync(Describe(client));
        }
    }

    private static OpenIddictApplicationDescriptor Describe(ClientOptions client)
    {
        var descriptor = new OpenIddictApplicationDescriptor
        {
            // Native is what allows any port of a loopback URI.
            ApplicationType = ApplicationTypes.Native,
            ClientId = client.ClientId,
            ClientType = ClientTypes.Public,
            ConsentType = ConsentTypes.Implicit,
            Permissions =
            {
                Permissions.Endpoints.Authorization,
                Permissions.Endpoints.EndSession,
                Permissions.Endpoints.Revocation,
                Permissions.Endpoints.Token,
                Permissions.GrantTypes.AuthorizationCode,
                Permissions.GrantTypes.RefreshToken,
                Permissions.ResponseTypes.Code,
                Permissions.Scopes.Profile,
            },
            Requirements = { Requirements.Features.ProofKeyForCodeExchange },
        };
        descriptor.RedirectUris.UnionWith(client.RedirectUris.Select(uri => new Uri(uri)));
        descriptor.PostLogoutRedirectUris.UnionWith(client.PostLogoutRedirectUris.Select(uri => new Uri(uri)));
        return descriptor;
    }
}
