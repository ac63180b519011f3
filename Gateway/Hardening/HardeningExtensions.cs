using CourseComments.ServiceDefaults.Configuration;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using Yarp.ReverseProxy.Transforms;

namespace CourseComments.Gateway.Hardening;

/// <summary>What makes the gateway fit to be the only public door.</summary>
internal static class HardeningExtensions
{
    public static void AddHardening(this WebApplicationBuilder builder)
    {
        builder.Services.AddValidatedOptions<ServerOptions>(ServerOptions.SectionName);
        builder.Services.AddSingleton<ConnectionCap>();
        builder.Services.AddSingleton<IConfigureOptions<KestrelServerOptions>, ServerLimits>();
        builder.Services.AddClientAddress();
        builder.Services.AddValidatedOptions<AllowedOriginsOptions>(AllowedOriginsOptions.SectionName);
        builder.Services.AddCors();
        builder.Services.AddSingleton<ICorsPolicyProvider, CorsPolicyProvider>();
    }

    /// <summary>Takes from every answer what is nobody's business.</summary>
    public static IReverseProxyBuilder WithHardening(this IReverseProxyBuilder proxy) =>
        proxy.AddTransforms(transforms => transforms.AddResponseHeaderRemove("Server"));

    public static void UseHardening(this WebApplication app)
    {
        app.UseClientAddress();
        app.UseClientHeaders();
        app.UseSecurityHeaders();
        // Health probes are answered here, and pass by what comes later.
        app.UseRouting();
        app.UseCorsPolicy();
    }

    /// <summary>What <c>UseCors</c> does, which would put the call together and compile it at each start.</summary>
    private static void UseCorsPolicy(this WebApplication app) => app.Use(next =>
    {
        var policies = app.Services.GetRequiredService<ICorsPolicyProvider>();
        var cors = ActivatorUtilities.CreateInstance<CorsMiddleware>(app.Services, next);
        return context => cors.Invoke(context, policies);
    });

    /// <summary>One policy for all routes, made when the first asks for it: this is made before the configuration has been found valid.</summary>
    private sealed class CorsPolicyProvider(IOptions<AllowedOriginsOptions> allowed) : ICorsPolicyProvider
    {
        private readonly Lazy<CorsPolicy> _policy = new(() => new CorsPolicyBuilder([.. allowed.Value.Origins])
            .WithMethods("GET", "POST")
            .WithHeaders("Authorization", "Content-Type", "If-None-Match")
            .WithExposedHeaders("Retry-After", "ETag")
            .Build());

        public Task<CorsPolicy?> GetPolicyAsync(HttpContext context, string? policyName) => Task.FromResult<CorsPolicy?>(_policy.Value);
    }
}
