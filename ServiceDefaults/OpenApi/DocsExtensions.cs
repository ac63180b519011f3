using CourseComments.ServiceDefaults.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace CourseComments.ServiceDefaults.OpenApi;

/// <summary>The one switch for documentation, in services and gateway alike.</summary>
public static class DocsExtensions
{
    /// <summary>Registers <see cref="DocsOptions"/> and says whether documentation is to be served.</summary>
    public static bool AddDocsSwitch(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddValidatedOptions<DocsOptions>(DocsOptions.SectionName);
        return IsEnabled(builder.Configuration, builder.Environment);
    }

    /// <summary>Whether documentation is to be served.</summary>
    public static bool ServesDocs(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        return IsEnabled(app.Configuration, app.Environment);
    }

    /// <summary>A value that cannot be read counts as no here; the options' validation names it and the service does not start.</summary>
    private static bool IsEnabled(IConfiguration configuration, IHostEnvironment environment) =>
        configuration[$"{DocsOptions.SectionName}:{nameof(DocsOptions.Enabled)}"] is { Length: > 0 } value
            ? bool.TryParse(value, out var enabled) && enabled
            : environment.IsDevelopment();
}
