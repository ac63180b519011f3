namespace CourseComments.Benchmarks.Load;

/// <summary>What a webhook passes through: gateway, WebhookService, Momento emulator. With the defaults of each.</summary>
public sealed class LocalSystem : IAsyncDisposable
{
    public const string SigningSecret = "only-for-this-machine-and-this-run";

    private const string Any = "http://127.0.0.1:0";
    private readonly List<RunningService> _services = [];

    private LocalSystem(RunningService momento)
    {
        Momento = momento;
        _services.Add(momento);
    }

    public RunningService Momento { get; }

    /// <summary>Starts the emulator; what else is needed is added.</summary>
    public static async Task<LocalSystem> StartAsync() => new(await RunningService.StartAsync("Momento.Emulator", new()
    {
        ["Kestrel__Endpoints__grpc__Url"] = Any,
        ["Kestrel__Endpoints__http__Url"] = Any,
        ["Emulator__Caches__0"] = "course-comments",
    }));

    public Task<RunningService> AddWebhooksAsync(params (string Name, string Value)[] more) => AddAsync("WebhookService", more, new()
    {
        ["ConnectionStrings__momento"] = $"Endpoint={Origin(Momento)}",
        ["Webhooks__SigningSecret"] = SigningSecret,
    });

    public Task<RunningService> AddGatewayAsync(RunningService webhooks, params (string Name, string Value)[] more) => AddAsync("Gateway", more, new()
    {
        ["services__webhooks__http__0"] = Origin(webhooks),
        ["services__tokens__http__0"] = Origin(webhooks),
        ["Authentication__Schemes__Bearer__Authority"] = "https://identity.invalid",
        ["Authentication__Schemes__Bearer__ValidAudiences__0"] = "course-comments",
    });

    /// <param name="identity">The provider's address, chosen beforehand.</param>
    /// <param name="more">Settings.</param>
    public Task<RunningService> AddTokensAsync(string identity, params (string Name, string Value)[] more) => AddAsync("TokenService", more, new()
    {
        ["ConnectionStrings__momento"] = $"Endpoint={Origin(Momento)}",
        ["Authentication__Schemes__Bearer__Authority"] = identity,
        ["Authentication__Schemes__Bearer__RequireHttpsMetadata"] = "false",
        ["Authentication__Schemes__Bearer__ValidAudiences__0"] = "course-comments",
    });

    /// <param name="identity">Its own address: issuer of what it signs.</param>
    public Task<RunningService> AddIdentityAsync(string identity) =>
        AddAsync("DevIdentity", [("ASPNETCORE_URLS", identity), ("ASPNETCORE_ENVIRONMENT", "Development"), ("DevIdentity__KeyPath", "")], new()
        {
            ["DevIdentity__Issuer"] = identity,
        });

    /// <summary>One of the baselines, by its mode.</summary>
    public Task<RunningService> AddBaselineAsync(string mode, params (string Name, string Value)[] more) => AddAsync("Baselines", more, new()
    {
        ["Mode"] = mode,
        ["Momento"] = Origin(Momento),
        ["SigningSecret"] = SigningSecret,
    });

    public static string Origin(RunningService service)
    {
        ArgumentNullException.ThrowIfNull(service);
        return service.Url.GetLeftPart(UriPartial.Authority);
    }

    /// <summary>Stops one before the others are stopped.</summary>
    public async Task StopAsync(RunningService service)
    {
        ArgumentNullException.ThrowIfNull(service);
        _services.Remove(service);
        await service.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var service in _services)
        {
            await service.DisposeAsync();
        }
    }

    public RunningService Add(RunningService service)
    {
        _services.Add(service);
        return service;
    }

    private async Task<RunningService> AddAsync(string project, (string Name, string Value)[] more, Dictionary<string, string> environment)
    {
        environment["ASPNETCORE_URLS"] = Any;
        foreach (var (name, value) in more)
        {
            environment[name] = value;
        }

        return Add(await RunningService.StartAsync(project, environment));
    }
}
