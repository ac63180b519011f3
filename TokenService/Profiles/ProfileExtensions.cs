namespace CourseComments.TokenService.Profiles;

internal static class ProfileExtensions
{
    public static void AddProfiles(this IServiceCollection services) => services.AddSingleton<ProfileWriter>();
}
