using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Momento.Client;
using Momento.Emulator;
using Momento.Sdk;
using Momento.Sdk.Config;

namespace CourseComments.TestSupport;

/// <summary>The Momento emulator inside the test's process, on ports that the system chose; it can go away and come back.</summary>
public sealed class LocalMomento : IAsyncDisposable
{
    public const string CacheName = "course-comments";
    public const string TopicName = "comment";

    /// <summary>The key of a superuser.</summary>
    private const string ApiKey = "superuser-key-of-the-tests";

    private readonly KeptPort _port;
    private readonly Action<WebApplicationBuilder> _configure;
    private WebApplication? _emulator;

    private LocalMomento(KeptPort port, WebApplication emulator, Action<WebApplicationBuilder> configure)
    {
        (_port, _emulator, _configure) = (port, emulator, configure);
        Cache = new CacheClient(
            Configurations.Laptop.Latest(), MomentoConnection.Parse(ConnectionString).CreateCredentialProvider(), TimeSpan.FromHours(1));
    }

    public int Port => _port.Number;

    public string Endpoint => $"http://127.0.0.1:{Port}";

    public string ConnectionString => $"Endpoint={Endpoint};ApiKey={ApiKey}";

    /// <summary>A client of its own, for looking at what is stored.</summary>
    public ICacheClient Cache { get; }

    /// <param name="time">Momento's clock; the machine's when left out.</param>
    public static Task<LocalMomento> StartAsync(TimeProvider? time = null) =>
        StartAsync(builder =>
        {
            if (time is not null)
            {
                builder.Services.AddSingleton(time);
            }
        });

    /// <summary>A Momento that does not deliver all that is published.</summary>
    public static Task<LocalMomento> StartAsync(LossySubscriptions loss) => StartAsync(
        builder => builder.Services.AddSingleton(loss).Configure<GrpcServiceOptions>(grpc => grpc.Interceptors.Add<LossySubscriptions>()));

    public async Task StopAsync()
    {
        if (_emulator is not null)
        {
            await _emulator.StopAsync();
            await _emulator.DisposeAsync();
            _emulator = null;
        }
    }

    /// <summary>Comes back on the same port, with nothing stored.</summary>
    public async Task ReturnAsync() => _emulator = await StartEmulatorAsync(Port, _configure);

    public async ValueTask DisposeAsync()
    {
        Cache.Dispose();
        await StopAsync();
        _port.Dispose();
    }

    private static async Task<LocalMomento> StartAsync(Action<WebApplicationBuilder> configure)
    {
        var port = new KeptPort();
        return new(port, await StartEmulatorAsync(port.Number, configure), configure);
    }

    private static async Task<WebApplication> StartEmulatorAsync(int port, Action<WebApplicationBuilder> configure)
    {
        var emulator = EmulatorApplication.Create(
            [
                $"--Kestrel:Endpoints:grpc:Url=http://127.0.0.1:{port}",
                "--Kestrel:Endpoints:grpc:Protocols=Http2",
                "--Kestrel:Endpoints:http:Url=http://127.0.0.1:0",
                $"--Emulator:Keys:0:Key={ApiKey}",
                "--Emulator:Keys:0:Role=superuser",
                $"--Emulator:Caches:0={CacheName}",
            ],
            builder =>
            {
                builder.Logging.ClearProviders();
                configure(builder);
            });
        await emulator.StartAsync();
        return emulator;
    }
}
