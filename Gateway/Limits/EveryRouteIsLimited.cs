using Microsoft.Extensions.Options;

namespace CourseComments.Gateway.Limits;

/// <summary>Refuses to start with a route that names no policy: it would be an open door.</summary>
internal sealed class EveryRouteIsLimited(IConfiguration configuration) : IValidateOptions<RateLimitOptions>
{
    public ValidateOptionsResult Validate(string? name, RateLimitOptions options)
    {
        var faults = configuration.GetSection("ReverseProxy:Routes").GetChildren()
            .Where(route => !RateLimitOptions.Policies.Contains(route["RateLimiterPolicy"]))
            .Select(route => $"{route.Path}:RateLimiterPolicy: must be one of {string.Join(", ", RateLimitOptions.Policies)}.")
            .ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
