using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;

namespace CourseComments.ServiceDefaults.Authentication;

/// <summary>Fails closed: nobody is authenticated by a service that does not know whom to trust.</summary>
internal sealed class JwtBearerOptionsValidator : IValidateOptions<JwtBearerOptions>
{
    public ValidateOptionsResult Validate(string? name, JwtBearerOptions options)
    {
        if (name != JwtBearerDefaults.AuthenticationScheme)
        {
            return ValidateOptionsResult.Skip;
        }

        var faults = new List<string>();
        if (!Uri.TryCreate(options.Authority, UriKind.Absolute, out var authority) || !authority.Scheme.StartsWith("http", StringComparison.Ordinal))
        {
            faults.Add($"{BearerAuthenticationExtensions.SectionName}:Authority: the URL of the OpenID Connect provider is missing or not absolute.");
        }
        else if (authority.Scheme != Uri.UriSchemeHttps && options.RequireHttpsMetadata)
        {
            faults.Add($"{BearerAuthenticationExtensions.SectionName}:Authority: must be https, or RequireHttpsMetadata false (in development only).");
        }

        var parameters = options.TokenValidationParameters;
        if (string.IsNullOrWhiteSpace(options.Audience)
            && string.IsNullOrWhiteSpace(parameters.ValidAudience)
            && parameters.ValidAudiences?.Any(audience => !string.IsNullOrWhiteSpace(audience)) != true)
        {
            faults.Add($"{BearerAuthenticationExtensions.SectionName}:ValidAudiences: at least one audience is needed.");
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
