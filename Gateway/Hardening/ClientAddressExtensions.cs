using CourseComments.ServiceDefaults.Configuration;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace CourseComments.Gateway.Hardening;

/// <summary>Who is really calling, when a proxy stands in front of the gateway.</summary>
internal static class ClientAddressExtensions
{
    public static void AddClientAddress(this IServiceCollection services)
    {
        services.AddValidatedOptions<TrustedProxiesOptions>(TrustedProxiesOptions.SectionName);
        // ASPNETCORE_FORWARDEDHEADERS_ENABLED, which Aspire sets when it publishes, puts a middleware in front of everything
        // that believes anybody. It follows these options, and with none of the headers in them it does nothing.
        services.PostConfigure<ForwardedHeadersOptions>(options => options.ForwardedHeaders = ForwardedHeaders.None);
    }

    /// <summary>Takes the client's address and scheme from trusted proxies, and from nobody else.</summary>
    public static void UseClientAddress(this WebApplication app)
    {
        var proxies = app.Services.GetRequiredService<IOptions<TrustedProxiesOptions>>();
        app.Use(next => OptionsFor(proxies.Value) is { } options
            ? new ForwardedHeadersMiddleware(next, app.Services.GetRequiredService<ILoggerFactory>(), Options.Create(options)).Invoke
            : next);
    }

    /// <returns>Null if nobody is trusted: to the middleware, an empty list means everybody.</returns>
    private static ForwardedHeadersOptions? OptionsFor(TrustedProxiesOptions trusted)
    {
        if (trusted.Networks is not { Count: > 0 } networks)
        {
            return null;
        }

        var options = new ForwardedHeadersOptions
        {
            ForwardLimit = trusted.ForwardLimit,
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in networks)
        {
            options.KnownIPNetworks.Add(network);
        }

        return options;
    }
}
