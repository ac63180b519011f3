using CourseComments.DevIdentity.Clients;
using CourseComments.DevIdentity.Keys;
using CourseComments.DevIdentity.Pages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace CourseComments.DevIdentity.Provider;

/// <summary>OpenID Connect: authorization code with PKCE, and refresh tokens. OpenIddict does it; what it knows is gone with the process.</summary>
internal static class ProviderExtensions
{
    public static void AddProvider(this IServiceCollection services)
    {
        var database = $"DevIdentity-{Guid.CreateVersion7()}";
        services.AddDbContext<DbContext>(context => context.UseInMemoryDatabase(database).UseOpenIddict());
        services.AddSingleton<ClientSeeding>();
        services.AddOpenIddict()
            // Bulk operations need a relational database.
            .AddCore(core => core.UseEntityFrameworkCore().UseDbContext<DbContext>().DisableBulkOperations())
            .AddServer(Configure);
        services.AddOptions<OpenIddictServerOptions>().Configure<IOptions<DevIdentityOptions>, ProviderKeys>(Configure);

        services.AddCors(cors => cors.AddDefaultPolicy(policy => policy
            .SetIsOriginAllowed(origin => Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.IsLoopback)
            .WithMethods(HttpMethods.Get, HttpMethods.Post)
            .WithHeaders("Authorization", "Content-Type")));
        services.AddAntiforgery();
        services.AddRazorComponents();
    }

    /// <summary>OpenIddict's endpoints are part of authentication; pages of this machine may call those that no browser navigates to.</summary>
    public static void UseProvider(this WebApplication app)
    {
        app.UseWhen(context => ProviderPaths.IsForScripts(context.Request.Path), branch => branch.UseCors());
        app.UseAuthentication();
        app.MapMethods(ProviderPaths.Authorize, [HttpMethods.Get, HttpMethods.Post], AuthorizationEndpoint.HandleAsync);
        app.MapMethods(ProviderPaths.EndSession, [HttpMethods.Get, HttpMethods.Post], EndSessionEndpoint.HandleAsync);
        app.MapGet(ProviderPaths.SignedOut, IResult (HttpResponse response) => response.Page<SignedOutPage>());
    }

    private static void Configure(OpenIddictServerBuilder server)
    {
        server
            .SetAuthorizationEndpointUris(ProviderPaths.Authorize)
            .SetTokenEndpointUris(ProviderPaths.Token)
            .SetUserInfoEndpointUris(ProviderPaths.UserInfo)
            .SetRevocationEndpointUris(ProviderPaths.Revoke)
            .SetEndSessionEndpointUris(ProviderPaths.EndSession)
            .SetJsonWebKeySetEndpointUris(ProviderPaths.KeySet)
            .AllowAuthorizationCodeFlow()
            .AllowRefreshTokenFlow()
            .RequireProofKeyForCodeExchange()
            .RegisterScopes(Scopes.Profile)
            .RegisterClaims(Claims.Name, UserClaims.Roles)
            .DisableAccessTokenEncryption()
            .SetRefreshTokenReuseLeeway(TimeSpan.Zero)
            .AddEventHandler<ProcessRequestContext>(handler => handler
                .UseSingletonHandler<ClientSeeding>()
                .SetOrder(OpenIddictServerHandlers.InferEndpointType.Descriptor.Order + 1))
            .AddEventHandler<HandleUserInfoRequestContext>(handler => handler.UseInlineHandler(UserClaims.Tell));
        server.UseAspNetCore()
            .DisableTransportSecurityRequirement()
            .EnableAuthorizationEndpointPassthrough()
            .EnableEndSessionEndpointPassthrough();
    }

    private static void Configure(OpenIddictServerOptions server, IOptions<DevIdentityOptions> options, ProviderKeys keys)
    {
        // Taken as it is, or it would have a trailing slash.
        server.Issuer = new Uri(options.Value.IssuerText, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        server.AccessTokenLifetime = options.Value.TokenLifetime;
        server.CodeChallengeMethods.Remove(CodeChallengeMethods.Plain);
        server.ClientAuthenticationMethods.Clear();
        server.ClientAuthenticationMethods.Add(ClientAuthenticationMethods.None);
        server.SigningCredentials.Add(keys.Signing);
        server.EncryptionCredentials.Add(keys.Encryption);
    }
}
