using System.Reflection;
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
        var release = new TaskCompletionSource();
        var services = new ServiceCollection()
            .AddLogging()
            .AddMetrics()
            .AddSingleton<TimeProvider>(time)
            .AddSingleton<IConfiguration>(new ConfigurationManager())
            .AddSingleton(HeldReading.Of(_momento.Cache, release.Task));
        services.AddDenyList(_ => LocalMomento.CacheName);
        await using var provider = services.BuildServiceProvider();
        var list = provider.GetRequiredService<DenyList>();

        var early = list.CheckAsync("taylor").AsTask();
        time.Advance(TimeSpan.FromSeconds(46));
        var late = list.CheckAsync("taylor").AsTask();
        release.SetResult();

        await Eventually.IsSoAsync("answers to both", () => early.IsCompleted && late.IsCompleted);
        Assert.Equal(DenialVerdict.Denied, await late);
        Assert.NotEqual(DenialVerdict.Allowed, await early);
    }

    /// <summary>A cache client whose sets are read as soon as it is let.</summary>
    public class HeldReading : DispatchProxy
    {
        private ICacheClient _inner = null!;
        private Task _release = null!;

        public static ICacheClient Of(ICacheClient inner, Task release)
        {
            var client = Create<ICacheClient, HeldReading>();
            var held = (HeldReading)client;
            (held._inner, held._release) = (inner, release);
            return client;
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
            targetMethod!.Name == nameof(ICacheClient.SetFetchAsync) ? FetchAsync(targetMethod, args) : targetMethod.Invoke(_inner, args);

        private async Task<CacheSetFetchResponse> FetchAsync(MethodInfo method, object?[]? args)
        {
            await _release;
            return await (Task<CacheSetFetchResponse>)method.Invoke(_inner, args)!;
        }
    }
}
