using CourseComments.ServiceDefaults.Configuration;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using Yarp.ReverseProxy.Transforms;

namespace CourseComments.Gateway.Hardening;

/// <summary>What makes the gateway fit to be the only public door.</summary>
internal static class HardeningExtensions
{
    /// <summary>
    /// Names by which proxies and platforms tell a service who is calling. Nobody outside may speak for them.
    /// <c>X-Forwarded-*</c> and <c>X-Original-*</c> are not among them: <see cref="ClientHeaders"/> takes these away first.
    /// </summary>
    private static readonly string[] SpokenForOthers =
    [
        "Forwarded", "X-Real-IP", "X-Client-IP", "True-Client-IP", "X-Cluster-Client-IP", "X-Envoy-External-Address",
        "X-Rewrite-URL", "X-HTTP-Method-Override", "X-MS-Client-Principal", "X-MS-Client-Principal-Id", "X-MS-Client-Principal-Name", "X-MS-Token-AAD-Access-Token",
        "X-Auth-Request-User", "X-Auth-Request-Email", "X-User", "X-User-Id", "Remote-User",
    ];

    public static void AddHardening(this WebApplicationBuilder builder)
    {
        builder.Services.AddValidatedOptions<ServerOptions>(ServerOptions.SectionName);
        builder.Services.AddSingleton<ConnectionCap>();
        builder.Services.AddSingleton<IConfigureOptions<KestrelServerOptions>, ServerLimits>();
        builder.Services.AddClientAddress();
        builder.Services.AddValidatedOptions<AllowedOriginsOptions>(AllowedOriginsOptions.SectionName);
        builder.Services.AddCors();
        builder.Services.AddSingleton<IConfigureOptions<CorsOptions>, CorsPolicySetup>();
    }

    /// <summary>Takes from every forwarded request what only a proxy of ours may say.</summary>
    public static IReverseProxyBuilder WithHardening(this IReverseProxyBuilder proxy) => proxy.AddTransforms(transforms =>
    {
        foreach (var header in SpokenForOthers)
        {
            transforms.AddRequestHeaderRemove(header);
        }

        transforms.AddResponseHeaderRemove("Server");
    });

    public static void UseHardening(this WebApplication app)
    {
        app.UseClientAddress();
        app.UseClientHeaders();
        app.UseSecurityHeaders();
        app.UseCors();
    }

    private sealed class CorsPolicySetup(IOptions<AllowedOriginsOptions> allowed) : IConfigureOptions<CorsOptions>
    {
        public void Configure(CorsOptions options) =>
            options.AddDefaultPolicy(new CorsPolicyBuilder([.. allowed.Value.Origins])
                .WithMethods("GET", "POST")
                .WithHeaders("Authorization", "Content-Type", "If-None-Match")
                .WithExposedHeaders("Retry-After", "ETag")
                .Build());
    }
}
