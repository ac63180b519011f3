namespace CourseComments.WebhookService.Sequences;

internal static class SequenceExtensions
{
    public static void AddSequences(this IServiceCollection services)
    {
        services.AddSingleton<SequenceStore>();
        services.AddSingleton<GapReport>();
        services.AddSingleton<SequenceWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<SequenceWatch>());
        services.AddHealthChecks().AddCheck<SequenceHealthCheck>("Sequences");
    }
}
