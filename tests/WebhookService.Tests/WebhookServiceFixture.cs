using System.Diagnostics.Metrics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using CourseComments.TestSupport;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Momento.Sdk;
using Momento.Webhooks;

namespace CourseComments.WebhookService.Tests;

/// <summary>The real service over a real emulator, with a clock that stands still and a log that is kept.</summary>
public sealed class WebhookServiceFixture : IAsyncLifetime
{
    public const string CurrentSecret = "the-current-signing-secret";
    public const string PreviousSecret = "the-previous-signing-secret";

    private readonly Dictionary<string, string> _settings = new()
    {
        ["Webhooks:SigningSecret"] = CurrentSecret,
        ["Webhooks:PreviousSigningSecret"] = PreviousSecret,
        ["Comments:ProfileCacheDuration"] = "00:00:00",
        // A busy machine is not Momento being slow.
        ["Momento:Client:ClientTimeout"] = "00:00:20",
    };

    private WebApplicationFactory<Program>? _factory;

    public FakeTimeProvider Time { get; } = new(TimeProvider.System.GetUtcNow());

    public TestIdentity Identity { get; } = new();

    public LocalMomento Momento { get; private set; } = null!;

    public HttpClient Client { get; private set; } = null!;

    /// <summary>The service's own.</summary>
    public IServiceProvider Services => _factory!.Services;

    public Measurements Measurements { get; private set; } = null!;

    public KeptLog Log { get; } = new();

    /// <summary>Puts something between the service and its cache client.</summary>
    public Func<ICacheClient, ICacheClient>? Cache { get; init; }

    /// <summary>Whether the clock that stands still is Momento's, too.</summary>
    public bool MomentoKeepsTheSameTime { get; init; }

    /// <summary>A setting; before the service starts.</summary>
    public WebhookServiceFixture With(string key, string value)
    {
        _settings[key] = value;
        return this;
    }

    /// <summary>For a test that stores something before the service starts.</summary>
    public async Task StartMomentoAsync() => Momento ??= await LocalMomento.StartAsync(MomentoKeepsTheSameTime ? Time : null);

    public async Task InitializeAsync()
    {
        await StartMomentoAsync();
        _factory = new WebApplicationFactory<Program>().WithWebHostBuilder(host =>
        {
            host.UseEnvironment("Production").UseSetting("ConnectionStrings:momento", Momento.ConnectionString);
            foreach (var (key, value) in _settings)
            {
                host.UseSetting(key, value);
            }

            host.ConfigureTestServices(services =>
            {
                services.AddSingleton<TimeProvider>(Time);
                Identity.TrustedBy(services);
                services.PutBefore(Cache);
            });
            host.ConfigureLogging(logging => logging.ClearProviders().AddProvider(Log));
        });
        Client = _factory.CreateClient();
        Measurements = new Measurements(_factory.Services.GetRequiredService<IMeterFactory>(), "CourseComments.WebhookService");
    }

    /// <summary>The body of an event that would be stored, unless an argument spoils it.</summary>
    public byte[] Event(
        string courseId = "123", string comment = "Great course!", string tokenId = "taylor", ulong sequence = 1,
        TimeSpan age = default, string? text = null, string cache = "course-comments", string topic = "comment",
        ulong? page = null)
    {
        var at = (Time.GetUtcNow() - age).ToUnixTimeMilliseconds();
        text ??= JsonSerializer.Serialize(new { courseId, comment });
        return JsonSerializer.SerializeToUtf8Bytes(
            new WebhookEvent(cache, topic, at, at, sequence, tokenId, text) { TopicSequencePage = page }, WebhookJsonContext.Default.WebhookEvent);
    }

    /// <summary>Posts a body with the signature that belongs to it.</summary>
    public Task<HttpResponseMessage> PostSignedAsync(byte[] body, string secret = CurrentSecret) =>
        PostAsync(body, WebhookSignature.Compute(body, new SigningSecret(secret)));

    public Task<HttpResponseMessage> PostAsync(byte[] body, string? signature, string contentType = "application/json")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/momento") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        if (signature is not null)
        {
            request.Headers.Add(WebhookHeaders.Signature, signature);
        }

        return Client.SendAsync(request);
    }

    public async Task<JsonElement> ReadAsync(string courseId = "123", string query = "") =>
        await Client.GetFromJsonAsync<JsonElement>($"/api/courses/{courseId}/comments{query}");

    public async Task<string[]> TextsAsync(string courseId = "123", string query = "") =>
        Texts(await ReadAsync(courseId, query));

    public static string[] Texts(JsonElement page) =>
        [.. page.GetProperty("comments").EnumerateArray().Select(comment => comment.GetProperty("comment").GetString()!)];

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    public async Task DisposeAsync()
    {
        Measurements.Dispose();
        Client.Dispose();
        await _factory!.DisposeAsync();
        await Momento.DisposeAsync();
        Identity.Dispose();
        Log.Dispose();
    }
}
