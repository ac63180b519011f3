using Microsoft.AspNetCore.Connections;
using Momento.Emulator.Admin;
using Momento.Emulator.Auth;
using Momento.Emulator.Caches;
using Momento.Emulator.Configuration;
using Momento.Emulator.Faults;
using Momento.Emulator.HttpApi;
using Momento.Emulator.Leaderboards;
using Momento.Emulator.Persistence;
using Momento.Emulator.Quotas;
using Momento.Emulator.Topics;
using Momento.Emulator.Webhooks;

namespace Momento.Emulator;

/// <summary>The emulator as an application that can be started any number of times in a process.</summary>
internal static class EmulatorApplication
{
    private const int MaximumMessageSize = 32 * 1024 * 1024;
    private const int MaximumBodySize = 2 * MaximumMessageSize;
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(5);

    /// <param name="args">Command line.</param>
    /// <param name="configure">Changes made before anything is read from the configuration.</param>
    /// <exception cref="StartupException">The configuration or what was kept has faults.</exception>
    public static WebApplication Create(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        // The content root is where the settings are, from wherever the process was started.
        var builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.Services.AddSingleton(TimeProvider.System);
        configure?.Invoke(builder);

        var options = EmulatorOptionsReader.Read(builder.Configuration);
        builder.Services.AddSingleton(options);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = ShutdownTimeout);
        builder.Services.AddSingleton<EmulatorMetrics>().AddSingleton<CallGuard>().AddQuotas(options);
        builder.Services.AddHealthChecks();
        builder.AddGrpc();
        builder.AddFaults(options);

        // Tokens of the HTTP API may be in the query.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        builder.Services.AddAuth().AddCaches().AddTopics().AddWebhooks().AddPersistence(options).AddHttpApi().AddWebAccess();

        builder.Services.AddRequestReading().AddAdmin(options);

        var app = builder.Build();
        app.UseTestAdmin();
        app.UseRequestReading();
        app.MapHealthChecks("/health");
        app.MapHealthChecks("/alive");
        app.UseWebAccess();
        app.MapGrpcService<CacheControlService>().AllowAnyPage();
        app.MapGrpcService<CacheService>().AllowAnyPage();
        app.MapGrpcService<PubsubService>().AllowAnyPage();
        app.MapGrpcService<LeaderboardService>().AllowAnyPage();
        app.MapGrpcService<DisposableTokenService>().AllowAnyPage();
        app.MapGrpcService<ApiKeyService>().AllowAnyPage();
        app.MapGrpcService<PingService>().AllowAnyPage();
        app.MapGrpcService<WebhookService>().AllowAnyPage();
        app.MapHttpApi().AllowAnyPage();
        app.MapAdmin();
        app.RestoreCaches();
        return app;
    }

    /// <exception cref="StartupException">An address cannot be listened on.</exception>
    public static async Task RunUntilStoppedAsync(this WebApplication app)
    {
        try
        {
            await app.StartAsync();
        }
        catch (IOException exception) when (exception.InnerException is AddressInUseException)
        {
            await app.StopAsync();
            throw new StartupException([exception.Message], exception);
        }

        await app.WaitForShutdownAsync();
    }

    private static void AddGrpc(this WebApplicationBuilder builder)
    {
        // Larger than any item, so that what is too large is refused with Momento's own error.
        builder.Services.AddGrpc(options => options.MaxReceiveMessageSize = MaximumMessageSize);
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaximumBodySize;

            // Each subscription is a stream, and an SDK opens many on one connection.
            kestrel.Limits.Http2.MaxStreamsPerConnection = 10_000;
        });
    }

    private static IServiceCollection AddAuth(this IServiceCollection services) => services
        .AddSingleton<SigningKey>()
        .AddSingleton<TokenSigner>()
        .AddSingleton<CredentialResolver>()
        .AddSingleton<MintingRules>()
        .AddSingleton<ApiKeyService>()
        .AddSingleton<DisposableTokenService>();

    private static IServiceCollection AddCaches(this IServiceCollection services) => services
        .AddSingleton<CacheClock>()
        .AddSingleton<CacheRegistry>()
        .AddSingleton<CacheControlService>()
        .AddSingleton<CacheService>()
        .AddSingleton<LeaderboardService>()
        .AddHostedService<ExpirySweeper>();

    private static IServiceCollection AddTopics(this IServiceCollection services) => services
        .AddSingleton<SequencePages>()
        .AddSingleton<TopicPublisher>()
        .AddSingleton<PubsubService>();

    private static IServiceCollection AddWebhooks(this IServiceCollection services) => services
        .AddSingleton<DeliveryLog>()
        .AddSingleton<WebhookSender>()
        .AddSingleton<WebhookRegistry>()
        .AddSingleton<WebhookService>()
        .AddSingleton<WebhookChaos>()
        .AddSingleton<WebhookDispatcher>()
        .AddHostedService(provider => provider.GetRequiredService<WebhookDispatcher>());
}
