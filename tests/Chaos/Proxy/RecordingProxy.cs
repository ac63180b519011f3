using System.Collections.Concurrent;
using CourseComments.Chaos.Planning;
using CourseComments.History;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Momento.Webhooks;

namespace CourseComments.Chaos.Proxy;

/// <summary>
/// Stands between the sender of webhooks and the replicas of the service: takes note of what is acknowledged, and is a bad
/// network on purpose.
/// </summary>
internal sealed class RecordingProxy : IAsyncDisposable
{
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(5);

    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false, ActivityHeadersPropagator = null }) { Timeout = AnswerTimeout };
    private readonly WebApplication _app;
    private readonly HistoryRecorder _history;
    private readonly Backlog _backlog;
    private readonly DeliveryFates _fates;
    private readonly TimeProvider _time;
    private IReadOnlyList<Uri> _services = [];
    private uint _next;
    private int _underWay;
    private int _acknowledged;
    private long _lastActive;

    private RecordingProxy(ChaosPlan plan, HistoryRecorder history, Backlog backlog, TimeProvider time)
    {
        (_history, _backlog, _time, _fates, _lastActive) = (history, backlog, time, new DeliveryFates(plan), time.GetTimestamp());
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapPost("/webhooks/momento", ReceiveAsync);
    }

    public Uri Url => new(_app.Urls.First());

    /// <summary>How often the service gave which status; 0 is none.</summary>
    public ConcurrentDictionary<int, int> Answers { get; } = new();

    /// <summary>How many deliveries were acknowledged.</summary>
    public int Acknowledged => Volatile.Read(ref _acknowledged);

    /// <summary>How long nothing came and nothing was under way.</summary>
    public TimeSpan QuietFor => Volatile.Read(ref _underWay) > 0 ? TimeSpan.Zero : _time.GetElapsedTime(Volatile.Read(ref _lastActive));

    public static async Task<RecordingProxy> StartAsync(ChaosPlan plan, HistoryRecorder history, Backlog backlog, TimeProvider time)
    {
        var proxy = new RecordingProxy(plan, history, backlog, time);
        await proxy._app.StartAsync();
        return proxy;
    }

    /// <summary>Until then everything is answered 502.</summary>
    public void ForwardTo(params IReadOnlyList<Uri> services) => _services = services;

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _client.Dispose();
    }

    private async Task ReceiveAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var delivery = ReceivedDelivery.Of(body.ToArray(), context.Request.Headers[WebhookHeaders.Signature]);
        var fate = _fates.Next(delivery.Comment);
        if (fate.IsLost)
        {
            context.Abort();
            return;
        }

        if (fate.DuplicateAfter is { } after)
        {
            _ = ForwardAsync(delivery, after);
        }

        // Goes on when the sender has hung up, as a network does.
        using var answer = await ForwardAsync(delivery, fate.Delay);
        if (fate.IsAnswerLost)
        {
            context.Abort();
            return;
        }

        await AnswerAsync(context.Response, answer);
    }

    private async Task<HttpResponseMessage?> ForwardAsync(ReceivedDelivery delivery, TimeSpan delay)
    {
        Interlocked.Increment(ref _underWay);
        try
        {
            await Task.Delay(delay, _time);
            var answer = await PostAsync(delivery);
            Answers.AddOrUpdate((int?)answer?.StatusCode ?? 0, 1, static (_, count) => count + 1);
            if (answer?.IsSuccessStatusCode == true)
            {
                _history.Acknowledged(delivery.Comment);
                _backlog.Acknowledged(delivery.Comment);
                Interlocked.Increment(ref _acknowledged);
            }

            return answer;
        }
        finally
        {
            Volatile.Write(ref _lastActive, _time.GetTimestamp());
            Interlocked.Decrement(ref _underWay);
        }
    }

    private async Task<HttpResponseMessage?> PostAsync(ReceivedDelivery delivery)
    {
        if (_services.Count == 0)
        {
            return null;
        }

        try
        {
            using var request = delivery.RequestTo(_services[(int)(Interlocked.Increment(ref _next) % (uint)_services.Count)]);
            return await _client.SendAsync(request);
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            return null;
        }
    }

    private static async Task AnswerAsync(HttpResponse response, HttpResponseMessage? answer)
    {
        response.StatusCode = (int?)answer?.StatusCode ?? StatusCodes.Status502BadGateway;
        if (answer is null)
        {
            return;
        }

        response.ContentType = answer.Content.Headers.ContentType?.ToString();
        if (answer.Headers.RetryAfter is { } retryAfter)
        {
            response.Headers.RetryAfter = retryAfter.ToString();
        }

        await answer.Content.CopyToAsync(response.Body);
    }
}
