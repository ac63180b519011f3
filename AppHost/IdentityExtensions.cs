namespace CourseComments.AppHost;

/// <summary>Who learners are: DevIdentity on a developer's machine, an OpenID Connect provider where the system is deployed.</summary>
internal static class IdentityExtensions
{
    private const string Audience = "course-comments";

    /// <summary>Tells the service that authenticates learners whom to trust.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The local provider's name.</param>
    /// <param name="tokens">The service that authenticates learners.</param>
    /// <param name="gateway">The public door, which leads to the local provider's sign-in.</param>
    public static void AddIdentity(
        this IDistributedApplicationBuilder builder,
        string name,
        IResourceBuilder<ProjectResource> tokens,
        IResourceBuilder<ProjectResource> gateway)
    {
        if (builder.ExecutionContext.IsPublishMode)
        {
            tokens
                .Trust(
                    builder.AddParameter("oidc-authority").WithDescription("URL of the OpenID Connect provider that signs learners in."),
                    builder.AddParameter("oidc-audience").WithDescription("Audience that the provider's access tokens carry."));
            return;
        }

        var identity = builder.AddService<Projects.DevIdentity>(name);
        var issuer = identity.GetEndpoint("http").Property(EndpointProperty.Url);
        identity
            .WithEnvironment("DevIdentity__Issuer", ReferenceExpression.Create($"{issuer}"))
            .WithEnvironment("DevIdentity__Audience", Audience);
        tokens
            .WithEnvironment("Authentication__Schemes__Bearer__Authority", ReferenceExpression.Create($"{issuer}"))
            .WithEnvironment("Authentication__Schemes__Bearer__ValidAudiences__0", Audience)
            .WithEnvironment("Authentication__Schemes__Bearer__RequireHttpsMetadata", "false")
            .WaitFor(identity);
        gateway.WithReference(identity).WaitFor(identity);
    }

    private static void Trust(
        this IResourceBuilder<ProjectResource> tokens,
        IResourceBuilder<ParameterResource> authority,
        IResourceBuilder<ParameterResource> audience) => tokens
            .WithEnvironment("Authentication__Schemes__Bearer__Authority", authority)
            .WithEnvironment("Authentication__Schemes__Bearer__ValidAudiences__0", audience);
}
