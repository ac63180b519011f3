using CourseComments.Gateway.Hardening;
using CourseComments.Gateway.Limits;
using CourseComments.ServiceDefaults.OpenApi;
using Scalar.AspNetCore;
using Yarp.ReverseProxy.Configuration;

namespace CourseComments.Gateway.Docs;

/// <summary>The OpenAPI documents of both services on one page, <c>/docs</c>, where documentation is served.</summary>
internal static class DocsPage
{
    private const string Path = "/docs";

    /// <summary>Leads to the services' documents. Elsewhere there is no route to them at all.</summary>
    public static void AddDocs(this WebApplicationBuilder builder)
    {
        if (builder.AddDocsSwitch())
        {
            builder.Services.AddSingleton<IProxyConfigProvider>(new InMemoryConfigProvider(
                [Document("tokens", cluster: "tokens"), Document("comments", cluster: "webhooks")], []));
        }
    }

    public static void MapDocs(this WebApplication app)
    {
        if (app.ServesDocs())
        {
            app.MapScalarApiReference(Path, Configure).WithMetadata(new ContentPolicy(PolicyOf));
        }
    }

    private static RouteConfig Document(string name, string cluster) => new()
    {
        RouteId = $"docs-{name}",
        ClusterId = cluster,
        Match = new RouteMatch { Path = $"{Path}/{name}.json", Methods = [HttpMethods.Get] },
        MaxRequestBodySize = 0,
        RateLimiterPolicy = nameof(RateLimitOptions.Reading),
        Timeout = TimeSpan.FromSeconds(10),
        Transforms = [new Dictionary<string, string> { ["PathSet"] = "/openapi/v1.json" }],
    };

    /// <summary>Nothing on the page comes from, or goes to, anywhere but the gateway.</summary>
    private static void Configure(ScalarOptions page) => page
        .WithTitle("CourseComments API")
        .AddDocument("tokens", "Tokens and publishing", $"{Path}/tokens.json", isDefault: true)
        .AddDocument("comments", "Comments and webhooks", $"{Path}/comments.json")
        .AddPreferredSecuritySchemes("bearer")
        .WithNonce()
        .DisableDefaultFonts()
        .DisableTelemetry()
        .DisableAgent()
        .DisableMcp()
        .HideClientButton()
        .HideDeveloperTools();

    /// <summary>The page sets style attributes and adds style elements, which cannot carry the nonce; scripts must.</summary>
    private static string PolicyOf(HttpContext context)
    {
        var nonce = context.Items[ScalarOptions.NonceHttpContextItemKey];
        var scripts = nonce is null ? "'none'" : $"'nonce-{nonce}'";
        return $"default-src 'none'; script-src {scripts}; style-src 'unsafe-inline'; img-src 'self'; connect-src 'self'; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }
}
