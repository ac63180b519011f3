using CourseComments.Denials;
using CourseComments.TestSupport;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Momento.Sdk;
using Momento.Sdk.Responses;

namespace CourseComments.WebhookService.Tests;

/// <summary>The deny list by itself: nothing reads it but who asks.</summary>
public sealed class DenyListReadingTests : IAsyncLifetime
{
    private LocalMomento _momento = null!;

    public async Task InitializeAsync() => _momento = await LocalMomento.StartAsync();

    public async Task DisposeAsync() => await _momento.DisposeAsync();

    [Fact]
    public async Task Who_asks_long_after_a_reading_began_does_not_go_by_it()
    {
        await _momento.Cache.SetAddElementAsync(LocalMomento.CacheName, "denied", "taylor");
        var time = new FakeTimeProvider();
        var (cache, reading) = HeldCall.Of<CacheSetFetchResponse>(_momento.Cache, nameof(ICacheClient.SetFetchAsync));
        var services = new ServiceCollection()
            .AddLogging()
            .AddMetrics()
            .AddSingleton<TimeProvider>(time)
            .AddSingleton<IConfiguration>(new ConfigurationManager())
            .AddSingleton(cache);
        services.AddDenyList(_ => LocalMomento.CacheName);
        await using var provider = services.BuildServiceProvider();
        var list = provider.GetRequiredService<DenyList>();

        var early = list.CheckAsync("taylor").AsTask();
        time.Advance(TimeSpan.FromSeconds(46));
        var late = list.CheckAsync("taylor").AsTask();
        reading.Release();

        await Eventually.IsSoAsync("answers to both", () => early.IsCompleted && late.IsCompleted);
        Assert.Equal(DenialVerdict.Denied, await late);
        Assert.NotEqual(DenialVerdict.Allowed, await early);
    }
}
