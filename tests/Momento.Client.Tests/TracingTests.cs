using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Momento.Sdk;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace Momento.Client.Tests;

public sealed class TracingTests
{
    [Fact]
    public async Task Calls_are_traced_without_key_value_message_or_token()
    {
        await using var momento = await TestMomento.StartAsync();
        var builder = TestHost.Builder(("ConnectionStrings:momento", $"Endpoint={momento.Endpoint};ApiKey=SECRET.key"));
        builder.AddMomentoClients("momento");
        var spans = new Spans();
        builder.Services.AddOpenTelemetry().WithTracing(t => t.AddProcessor(spans));
        using var host = builder.Build();
        await host.StartAsync();

        await host.Services.GetRequiredService<ICacheClient>().SetAsync("cache", "SECRET-key", "SECRET-value");
        await host.Services.GetRequiredService<ITopicPublisher>().PublishAsync(
            "cache", "topic", "SECRET-text", "SECRET.token", CancellationToken.None);

        var ended = spans.Ended;
        Assert.Contains(ended, a => Method(a) == "/cache_client.Scs/Set");
        Assert.Contains(ended, a => Method(a) == "/cache_client.pubsub.Pubsub/Publish");
        Assert.DoesNotContain(ended.SelectMany(a => a.TagObjects), t => $"{t.Value}".Contains("SECRET", StringComparison.Ordinal));
        await host.StopAsync();
    }

    private static string? Method(Activity activity) => activity.GetTagItem("grpc.method") as string;

    private sealed class Spans : BaseProcessor<Activity>
    {
        private readonly Lock _lock = new();
        private readonly List<Activity> _ended = [];

        public IReadOnlyList<Activity> Ended
        {
            get
            {
                lock (_lock)
                {
                    return [.. _ended];
                }
            }
        }

        public override void OnEnd(Activity data)
        {
            lock (_lock)
            {
                _ended.Add(data);
            }
        }
    }
}
