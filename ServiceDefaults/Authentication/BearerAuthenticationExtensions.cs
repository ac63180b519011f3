using CourseComments.ServiceDefaults.Configuration;
using CourseComments.ServiceDefaults.Keys;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CourseComments.ServiceDefaults.Authentication;

/// <summary>Bearer tokens (RFC 6750) that are JWTs (RFC 7519) of one OpenID Connect provider.</summary>
public static class BearerAuthenticationExtensions
{
    /// <summary>For one question to the provider. The framework's minute would be longer than anybody waits.</summary>
    private static readonly TimeSpan ProviderTimeout = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Validates bearer tokens after ASP.NET Core's own section <c>Authentication:Schemes:Bearer</c>
    /// (<c>Authority</c>, <c>ValidAudiences</c>, …). Without an authority and an audience the service does not start.
    /// </summary>
    public static IServiceCollection AddBearerAuthentication(this IServiceCollection services)
    {
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(options =>
        {
            options.MapInboundClaims = false;
            options.IncludeErrorDetails = false;
            options.BackchannelTimeout = ProviderTimeout;
            options.Events = new JwtBearerEvents
            {
                OnMessageReceived = async context =>
                {
                    if (context.Request.Headers.Authorization.Count > 0
                        && !await context.HttpContext.RequestServices.GetRequiredService<ProviderMetadata>().EnsureKnownAsync())
                    {
                        context.Fail("The OpenID Connect provider has not given its metadata.");
                    }
                },
                OnChallenge = context =>
                {
                    // RFC 6750, section 3.1: who brought a token learns that it is no good, and not why.
                    context.Error = context.AuthenticateFailure is null ? null : "invalid_token";
                    return Task.CompletedTask;
                },
                OnForbidden = context =>
                {
                    // The same section: more is needed than this token allows.
                    context.Response.Headers.WWWAuthenticate = $"{JwtBearerDefaults.AuthenticationScheme} error=\"insufficient_scope\"";
                    return Task.CompletedTask;
                },
            };
        });
        services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme).Configure<IOptions<BearerOptions>>((jwt, bearer) =>
        {
            if (bearer.Value.ValidTypes is { Length: > 0 } types)
            {
                jwt.TokenValidationParameters.ValidTypes = types;
            }
        });
        services.AddSingleton<ProviderMetadata>();
        services.AddHostedService(provider => provider.GetRequiredService<ProviderMetadata>());
        services.MakeNoKeyAtStart();
        services.AddAuthorization();
        services.AddValidatedOptions<BearerOptions>(BearerOptions.SectionName, allowUnknownKeys: true);
        return services;
    }
}
