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
    public static void UseClientAddress(this WebApplication app) => app.UseMiddleware<ForwardedHeadersMiddleware>(
        new FromTrustedProxies(app.Services.GetRequiredService<IOptions<TrustedProxiesOptions>>()));

    private sealed class FromTrustedProxies(IOptions<TrustedProxiesOptions> trusted) : IOptions<ForwardedHeadersOptions>
    {
        public ForwardedHeadersOptions Value
        {
            get
            {
                var options = new ForwardedHeadersOptions { ForwardLimit = trusted.Value.ForwardLimit };
                options.KnownProxies.Clear();
                options.KnownIPNetworks.Clear();
                foreach (var network in trusted.Value.Networks)
                {
                    options.KnownIPNetworks.Add(network);
                    // To the middleware, an empty list means everybody.
                    options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
                }

                return options;
            }
        }
    }
}
