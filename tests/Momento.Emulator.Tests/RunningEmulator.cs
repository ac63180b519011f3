using System.Diagnostics.Metrics;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Momento.Emulator.Configuration;

namespace Momento.Emulator.Tests;

/// <summary>The emulator in this process, listening on free ports, with a clock that only moves when told to.</summary>
public sealed class RunningEmulator : IAsyncDisposable
{
    public const string SuperUserKey = "the-super-user-key";
    public const string ReadWriteKey = "the-read-write-key";
    public const string SessionKey = "the-session-token";
    public const string LegacyKey = "the-legacy-key";
    public const string CacheName = "test-cache";
    public const string OtherCacheName = "other-cache";

    private readonly WebApplication _app;
    private readonly List<GrpcChannel> _channels = [];
    private readonly List<HttpClient> _httpClients = [];

    private RunningEmulator(WebApplication app, FakeTimeProvider time, RecordedLogs logs) => (_app, Time, Logs) = (app, time, logs);

    public FakeTimeProvider Time { get; }

    public RecordedLogs Logs { get; }

    /// <summary>Host and port of the gRPC endpoint.</summary>
    public string Authority => GrpcUrl.Authority;

    /// <summary>The plaintext HTTP/1.1 endpoint.</summary>
    public Uri HttpUrl => new(Urls.ElementAt(1));

    /// <summary>The endpoint that a test added as <c>Kestrel:Endpoints:tls</c>.</summary>
    public Uri TlsUrl => new(Urls.ElementAt(2));

    /// <summary>The port for outages that a test asked for.</summary>
    public Uri TestAdminUrl => new(_app.Urls.First());

    private Uri GrpcUrl => new(Urls.First());

    private IEnumerable<string> Urls => _app.Urls.Skip(_app.Services.GetRequiredService<EmulatorOptions>().TestAdminPort is null ? 0 : 1);

    /// <summary>Tells its measurements from those of other emulators.</summary>
    public IMeterFactory Meters => _app.Services.GetRequiredService<IMeterFactory>();

    public static Task<RunningEmulator> StartAsync(params (string Key, string Value)[] settings) =>
        StartAsync(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), settings);

    public static async Task<RunningEmulator> StartAsync(DateTimeOffset now, params (string Key, string Value)[] settings)
    {
        var time = new FakeTimeProvider(now);
        var logs = new RecordedLogs();
        var app = EmulatorApplication.Create([], builder =>
        {
            builder.Configuration.Sources.Clear();
            builder.Configuration.AddInMemoryCollection(Defaults.Concat(settings).GroupBy(setting => setting.Key)
                .ToDictionary(setting => setting.Key, setting => (string?)setting.Last().Value));
            builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddProvider(logs);
            builder.Services.AddSingleton<TimeProvider>(time);
        });
        await app.StartAsync();
        return new RunningEmulator(app, time, logs);
    }

    /// <summary>Clients that send this key with every call; null for none.</summary>
    public MomentoClients Clients(string? key = SuperUserKey)
    {
        var channel = GrpcChannel.ForAddress(GrpcUrl);
        _channels.Add(channel);
        return new MomentoClients(channel, key);
    }

    /// <summary>Everything that can be called, as <c>GET /cache/{cache}</c> or <c>POST /cache_client.Scs/Get</c>.</summary>
    public IEnumerable<string> Routes => _app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["*"])
            .Select(method => $"{method} /{endpoint.RoutePattern.RawText?.TrimStart('/')}"));

    /// <summary>A client of the HTTP API that sends this key; null for none.</summary>
    public HttpClient Http(string? key = SuperUserKey)
    {
        var client = new HttpClient { BaseAddress = HttpUrl, Timeout = TimeSpan.FromSeconds(30) };
        if (key is not null)
        {
            client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", key);
        }

        _httpClients.Add(client);
        return client;
    }

    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _channels.ForEach(channel => channel.Dispose());
        _httpClients.ForEach(client => client.Dispose());
    }

    private static IEnumerable<(string Key, string Value)> Defaults =>
    [
        ("Kestrel:Endpoints:grpc:Url", "http://127.0.0.1:0"),
        ("Kestrel:Endpoints:grpc:Protocols", "Http2"),
        ("Kestrel:Endpoints:http:Url", "http://127.0.0.1:0"),
        ("Kestrel:Endpoints:http:Protocols", "Http1"),
        ("Emulator:Keys:0:Key", SuperUserKey),
        ("Emulator:Keys:0:Role", "superuser"),
        ("Emulator:Keys:1:Key", ReadWriteKey),
        ("Emulator:Keys:1:Role", "readwrite"),
        ("Emulator:Keys:2:Key", SessionKey),
        ("Emulator:Keys:2:Role", "session"),
        ("Emulator:Keys:3:Key", LegacyKey),
        ("Emulator:Keys:3:Role", "legacy"),
        ("Emulator:Caches:0", CacheName),
        ("Emulator:Caches:1", OtherCacheName),
    ];
}
