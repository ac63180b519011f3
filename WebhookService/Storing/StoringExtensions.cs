using CourseComments.ServiceDefaults.Configuration;
using CourseComments.WebhookService.Comments;

namespace CourseComments.WebhookService.Storing;

internal static partial class StoringExtensions
{
    public static void AddStoring(this IServiceCollection services)
    {
        services.AddValidatedOptions<StoringOptions>(StoringOptions.SectionName);
        services.AddSingleton<ICommentStore>(provider => provider.GetRequiredService<CommentStore>());
        services.AddSingleton<LateCleaning>();
        services.AddSingleton<ILateCleaning>(provider => provider.GetRequiredService<LateCleaning>());
        services.AddHostedService(provider => provider.GetRequiredService<LateCleaning>());
        services.AddSingleton<ClaimLogs>();
        services.AddSingleton<Cleaning>();
        services.AddSingleton<CommentWriter>();
        services.AddSingleton<StoringGuard>();
        AddSeededBugs(services);
    }

    /// <summary>Only in builds that the chaos run must find fault with; see docs/chaos.md.</summary>
    static partial void AddSeededBugs(IServiceCollection services);
}
