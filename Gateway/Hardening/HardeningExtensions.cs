using CourseComments.ServiceDefaults.Configuration;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Extensions.Options;
using Yarp.ReverseProxy.Transforms;

namespace CourseComments.Gateway.Hardening;

/// <summary>What makes the gateway fit to be the only public door.</summary>
internal static class HardeningExtensions
{
    /// <summary>Larger than any route takes; each route has a limit of its own.</summary>
    private const int MaxBodyBytes = 64 * 1024;

    /// <summary>
    /// Names by which proxies and platforms tell a service who is calling. Nobody outside may speak for them.
    /// <c>X-Forwarded-*</c> is not among them: YARP itself replaces these.
    /// </summary>
    private static readonly string[] SpokenForOthers =
    [
        "Forwarded", "X-Real-IP", "X-Client-IP", "True-Client-IP", "X-Original-Host", "X-Original-For", "X-Original-URL",
        "X-Rewrite-URL", "X-MS-Client-Principal", "X-MS-Client-Principal-Id", "X-MS-Client-Principal-Name", "X-MS-Token-AAD-Access-Token",
        "X-Forwarded-User", "X-Forwarded-Email", "X-Forwarded-Client-Cert", "X-User", "X-User-Id", "Remote-User",
    ];

    public static void AddHardening(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = MaxBodyBytes);
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
        app.UseSecurityHeaders();
        app.UseCors();
    }

    private sealed class CorsPolicySetup(IOptions<AllowedOriginsOptions> allowed) : IConfigureOptions<CorsOptions>
    {
        public void Configure(CorsOptions options) =>
            options.AddDefaultPolicy(new CorsPolicyBuilder(allowed.Value.AllowedOrigins)
                .WithMethods("GET", "POST")
                .WithHeaders("Authorization", "Content-Type")
                .WithExposedHeaders("Retry-After")
                .Build());
    }
}
