using Grpc.AspNetCore.Server;
using Momento.Emulator.Caches;
using Momento.Emulator.Configuration;

namespace Momento.Emulator.Persistence;

/// <summary>Keeps everything in a directory, when there is one.</summary>
internal static class PersistenceExtensions
{
    public static IServiceCollection AddPersistence(this IServiceCollection services, EmulatorOptions options)
    {
        services.AddSingleton<DurableState>().AddSingleton<Seed>();
        if (options.DataDirectory is null)
        {
            return services.AddSingleton(Journal.None);
        }

        return services
            .AddSingleton<FileJournal>()
            .AddSingleton<Journal>(provider => provider.GetRequiredService<FileJournal>())
            .AddSingleton<WriteBeforeAnswer>()
            .Configure<GrpcServiceOptions>(grpc => grpc.Interceptors.Add<WriteBeforeAnswer>());
    }

    /// <summary>The caches of the earlier run, and those that are there from the start.</summary>
    /// <exception cref="StartupException">What was kept is damaged, or used by another process.</exception>
    public static void RestoreCaches(this WebApplication app)
    {
        try
        {
            var state = app.Services.GetRequiredService<DurableState>();
            var caches = app.Services.GetRequiredService<CacheRegistry>();
            app.Services.GetService<FileJournal>()?.Open(state.Apply, state.Snapshot);
            app.Services.GetRequiredService<Seed>().Plant(caches);
            foreach (var name in app.Services.GetRequiredService<EmulatorOptions>().Caches)
            {
                caches.TryCreate(name);
            }
        }
        catch
        {
            // Nobody else will: the application is not handed out.
            ((IDisposable)app).Dispose();
            throw;
        }
    }
}
