using System.Text.Json;
using CourseComments.Relay.DeadLetters;
using CourseComments.TestSupport;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Momento.Client;
using Momento.Sdk;
using Momento.Sdk.Auth.AccessControl;
using Momento.Sdk.Config;
using Momento.Sdk.Responses;

namespace CourseComments.Relay.Tests;

/// <summary>The real program between a real emulator and a receiver of the test's.</summary>
public sealed class RelayFixture : IAsyncLifetime
{
    public const string Secret = "the-signing-secret-of-the-tests";
    public const string CheckpointKey = "relay:comment";
    public const string LeaderKey = "relay:comment:leader";

    private readonly List<WebApplicationFactory<Program>> _relays = [];
    private readonly Dictionary<string, string> _settings = new()
    {
        ["Webhooks:SigningSecret"] = Secret,
        ["Relay:MinDelay"] = "00:00:00.020",
        ["Relay:MaxDelay"] = "00:00:02",
        ["Relay:CheckpointEvery"] = "00:00:00.050",
        ["Relay:Lease"] = "00:00:03",
        ["Momento:Client:ClientTimeout"] = "00:00:20",
    };

    private TopicClient _topics = null!;

    public LocalMomento Momento { get; private set; } = null!;

    /// <summary>What the topic keeps from its subscribers.</summary>
    public LossySubscriptions? Loss { get; init; }

    /// <summary>The relay's and Momento's; null for a running one.</summary>
    public FakeTimeProvider? Clock { get; init; }

    internal StubReceiver Receiver { get; private set; } = null!;

    public KeptLog Log { get; } = new();

    public async Task InitializeAsync()
    {
        Momento = Loss is null ? await LocalMomento.StartAsync(Clock) : await LocalMomento.StartAsync(Loss);
        Receiver = await StubReceiver.StartAsync();
        _topics = TopicsOf(Momento.ConnectionString);
    }

    public RelayFixture With(string key, string value)
    {
        _settings[key] = value;
        return this;
    }

    /// <summary>Starts one more relay.</summary>
    /// <param name="cache">Puts something between the relay and its cache client.</param>
    /// <param name="topics">Puts something between the relay and its topic client.</param>
    public WebApplicationFactory<Program> Start(Func<ICacheClient, ICacheClient>? cache = null, Func<ITopicClient, ITopicClient>? topics = null)
    {
        var relay = new WebApplicationFactory<Program>().WithWebHostBuilder(host =>
        {
            host.UseEnvironment("Production")
                .UseSetting("ConnectionStrings:momento", Momento.ConnectionString)
                .UseSetting("Services:webhooks:http:0", Receiver.Address);
            foreach (var (key, value) in _settings)
            {
                host.UseSetting(key, value);
            }

            if (Clock is not null)
            {
                host.ConfigureTestServices(services => services.AddSingleton<TimeProvider>(Clock));
            }

            host.ConfigureTestServices(services =>
            {
                services.PutBefore(cache);
                services.PutBefore(topics);
            });
            host.ConfigureLogging(logging => logging.ClearProviders().AddProvider(Log));
        });
        _ = relay.Server;
        _relays.Add(relay);
        return relay;
    }

    /// <summary>As SIGTERM does.</summary>
    public async Task StopAsync(WebApplicationFactory<Program> relay)
    {
        _relays.Remove(relay);
        await relay.DisposeAsync();
    }

    public async Task PublishAsync(string courseId, string comment) =>
        await PublishTextAsync(JsonSerializer.Serialize(new { courseId, comment }));

    public async Task PublishTextAsync(string text) =>
        Assert.IsType<TopicPublishResponse.Success>(await _topics.PublishAsync(LocalMomento.CacheName, LocalMomento.TopicName, text));

    /// <summary>Publishes as a learner does: with a disposable token that has the learner's id in it.</summary>
    public async Task PublishAsAsync(string tokenId, string text)
    {
        using var auth = new AuthClient(
            AuthConfigurations.Default.Latest(), MomentoConnection.Parse(Momento.ConnectionString).CreateCredentialProvider());
        var minted = Assert.IsType<GenerateDisposableTokenResponse.Success>(await auth.GenerateDisposableTokenAsync(
            DisposableTokenScopes.TopicPublishOnly(LocalMomento.CacheName, LocalMomento.TopicName), ExpiresIn.Minutes(5), tokenId));
        using var learner = TopicsOf($"Endpoint={Momento.Endpoint};ApiKey={minted.AuthToken}");
        Assert.IsType<TopicPublishResponse.Success>(await learner.PublishAsync(LocalMomento.CacheName, LocalMomento.TopicName, text));
    }

    public Task AcceptedAsync(int count) => Eventually.IsSoAsync(
        $"{count} accepted deliveries", () => Receiver.Accepted.Count >= count);

    public Task LoggedAsync(string text) => Eventually.IsSoAsync(
        $"'{text}' in the log", () => Log.Text.Contains(text, StringComparison.Ordinal));

    public async Task<ulong?> CheckpointAsync()
    {
        var response = await Momento.Cache.GetAsync(LocalMomento.CacheName, CheckpointKey);
        return response is CacheGetResponse.Hit hit
            ? JsonDocument.Parse(hit.ValueString).RootElement.GetProperty("sequence").GetUInt64()
            : null;
    }

    public Task CheckpointedAsync(ulong sequence) => Eventually.IsSoAsync(
        $"the checkpoint {sequence}", async () => await CheckpointAsync() == sequence);

    /// <summary>Runs a command of the program, over the services of a relay.</summary>
    public static async Task<(int ExitCode, string Output)> CommandAsync(WebApplicationFactory<Program> relay, params string[] command)
    {
        await using var output = new StringWriter();
        var exitCode = await relay.Services.GetRequiredService<DeadLetterCommands>().RunAsync(command, output);
        return (exitCode, output.ToString());
    }

    public async Task DisposeAsync()
    {
        foreach (var relay in _relays)
        {
            await relay.DisposeAsync();
        }

        _topics?.Dispose();
        await Receiver.DisposeAsync();
        await Momento.DisposeAsync();
        Log.Dispose();
    }

    private static TopicClient TopicsOf(string connectionString) =>
        new(TopicConfigurations.Laptop.latest(), MomentoConnection.Parse(connectionString).CreateCredentialProvider());
}
