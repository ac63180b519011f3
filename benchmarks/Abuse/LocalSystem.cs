namespace CourseComments.Benchmarks.Abuse;

/// <summary>What a webhook passes through: gateway, WebhookService, Momento emulator. With the defaults of each.</summary>
internal sealed class LocalSystem : IAsyncDisposable
{
    public const string SigningSecret = "only-for-this-machine-and-this-run";

    private const string Any = "http://127.0.0.1:0";
    private const string Key = "superuser-key-of-the-benchmark";

    private readonly List<RunningService> _services = [];

    public RunningService Gateway => _services[^1];

    public static async Task<LocalSystem> StartAsync()
    {
        var system = new LocalSystem();
        var momento = await system.AddAsync("Momento.Emulator", new()
        {
            ["Kestrel__Endpoints__grpc__Url"] = Any,
            ["Kestrel__Endpoints__http__Url"] = Any,
            ["Emulator__Keys__0__Key"] = Key,
            ["Emulator__Keys__0__Role"] = "superuser",
            ["Emulator__Caches__0"] = "course-comments",
        });
        var webhooks = await system.AddAsync("WebhookService", new()
        {
            ["ASPNETCORE_URLS"] = Any,
            ["ConnectionStrings__momento"] = $"Endpoint={momento.Url.GetLeftPart(UriPartial.Authority)};ApiKey={Key}",
            ["Webhooks__SigningSecret"] = SigningSecret,
        });
        await system.AddAsync("Gateway", new()
        {
            ["ASPNETCORE_URLS"] = Any,
            ["services__webhooks__http__0"] = webhooks.Url.GetLeftPart(UriPartial.Authority),
            ["services__tokens__http__0"] = webhooks.Url.GetLeftPart(UriPartial.Authority),
            ["Authentication__Schemes__Bearer__Authority"] = "https://identity.invalid",
            ["Authentication__Schemes__Bearer__ValidAudiences__0"] = "course-comments",
        });
        return system;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var service in _services)
        {
            await service.DisposeAsync();
        }
    }

    private async Task<RunningService> AddAsync(string project, Dictionary<string, string> environment)
    {
        _services.Add(await RunningService.StartAsync(project, environment));
        return _services[^1];
    }
}
