namespace CourseComments.DevIdentity.Keys;

internal static class KeyExtensions
{
    public static void AddProviderKeys(this IServiceCollection services)
    {
        services.AddSingleton<KeySource>();
        services.AddSingleton(provider => provider.GetRequiredService<KeySource>().Open());
    }
}
