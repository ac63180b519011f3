namespace CourseComments.AppHost;

/// <summary>Who learners are: DevIdentity on a developer's machine, an OpenID Connect provider where the system is deployed.</summary>
internal static class IdentityExtensions
{
    private const string Audience = "course-comments";

    /// <summary>Tells the services that tell learners apart whom to trust.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The local provider's name.</param>
    /// <param name="tokens">The service that authenticates learners.</param>
    /// <param name="gateway">The public door, which limits each learner and leads to the local provider's sign-in.</param>
    public static void AddIdentity(
        this IDistributedApplicationBuilder builder,
        string name,
        IResourceBuilder<ProjectResource> tokens,
        IResourceBuilder<ProjectResource> gateway)
    {
        if (builder.ExecutionContext.IsPublishMode)
        {
            var authority = builder.AddParameter("oidc-authority").WithDescription("URL of the OpenID Connect provider that signs learners in.");
            var audience = builder.AddParameter("oidc-audience").WithDescription("Audience that the provider's access tokens carry.");
            tokens.Trust(authority, audience);
            gateway.Trust(authority, audience);
            return;
        }

        var identity = builder.AddService<Projects.DevIdentity>(name);
        var issuer = identity.GetEndpoint("http").Property(EndpointProperty.Url);
        identity
            .WithEnvironment("DevIdentity__Issuer", ReferenceExpression.Create($"{issuer}"))
            .WithEnvironment("DevIdentity__Audience", Audience);
        tokens.TrustLocally(issuer).WaitFor(identity);
        gateway.TrustLocally(issuer).WithReference(identity).WaitFor(identity);
    }

    private static IResourceBuilder<ProjectResource> TrustLocally(
        this IResourceBuilder<ProjectResource> service, EndpointReferenceExpression issuer) => service
            .WithEnvironment("Authentication__Schemes__Bearer__Authority", ReferenceExpression.Create($"{issuer}"))
            .WithEnvironment("Authentication__Schemes__Bearer__ValidAudiences__0", Audience)
            .WithEnvironment("Authentication__Schemes__Bearer__RequireHttpsMetadata", "false");

    private static void Trust(
        this IResourceBuilder<ProjectResource> service,
        IResourceBuilder<ParameterResource> authority,
        IResourceBuilder<ParameterResource> audience) => service
            .WithEnvironment("Authentication__Schemes__Bearer__Authority", authority)
            .WithEnvironment("Authentication__Schemes__Bearer__ValidAudiences__0", audience);
}
