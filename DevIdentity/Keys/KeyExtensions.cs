using Microsoft.Extensions.Options;

namespace CourseComments.DevIdentity.Keys;

internal static class KeyExtensions
{
    public static void AddProviderKeys(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<DevIdentityOptions>, KeyPathValidator>();
        services.AddSingleton<KeySource>();
        services.AddSingleton(provider => provider.GetRequiredService<KeySource>().Open());
    }
}
