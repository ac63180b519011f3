using CourseComments.Relay.Checkpoints;
using CourseComments.Relay.DeadLetters;
using CourseComments.Relay.Delivering;
using CourseComments.Relay.Leading;
using CourseComments.Relay.Subscribing;
using CourseComments.ServiceDefaults.Configuration;

namespace CourseComments.Relay;

internal static class RelayExtensions
{
    /// <summary>By whatever scheme it is injected: Container Apps hands out HTTPS, everything else HTTP.</summary>
    private static readonly Uri Receiver = new("http+https://webhooks");

    public static void AddRelay(this IServiceCollection services)
    {
        services.AddValidatedOptions<RelayOptions>(RelayOptions.SectionName);
        services.AddValidatedOptions<TopicOptions>(TopicOptions.SectionName, allowUnknownKeys: true);
        services.AddValidatedOptions<SigningOptions>(SigningOptions.SectionName, allowUnknownKeys: true);
        services.AddSingleton<RelayMetrics>();
        services.AddSingleton<RelayStatus>();
        services.AddSingleton<TopicFeed>();
        services.AddSingleton<CheckpointStore>();
        services.AddSingleton<LeaderLease>();
        services.AddSingleton<DeadLetterStore>();
        services.AddSingleton<DeadLetterCommands>();
        services.AddSingleton<RetryDelays>();
        services.AddSingleton<WebhookSender>();
        services.AddSingleton<Courier>();
        services.AddHostedService<RelayWorker>();
        services.AddHealthChecks().AddCheck<RelayHealthCheck>("Relay");
        services.AddHttpClient(WebhookSender.ClientName, client =>
            {
                client.BaseAddress = Receiver;
                client.Timeout = Timeout.InfiniteTimeSpan;
            })
            .UseSocketsHttpHandler((handler, _) => handler.AllowAutoRedirect = false)
            .WithoutOtherRetries();
    }

    /// <summary>Each attempt is stamped anew, so the relay must see each.</summary>
    private static void WithoutOtherRetries(this IHttpClientBuilder http)
    {
#pragma warning disable EXTEXP0001 // Evaluation only; the one way to take back a default.
        http.RemoveAllResilienceHandlers();
#pragma warning restore EXTEXP0001
    }
}
