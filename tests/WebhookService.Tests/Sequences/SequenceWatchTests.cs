using System.Diagnostics.Metrics;
using CourseComments.ServiceDefaults.Configuration;
using CourseComments.TestSupport;
using CourseComments.WebhookService.Comments;
using CourseComments.WebhookService.Sequences;
using CourseComments.WebhookService.Webhooks;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Momento.Sdk.Responses;
using Momento.Webhooks;

namespace CourseComments.WebhookService.Tests.Sequences;

/// <summary>Webhooks that Momento never posted, noticed by one or more replicas over one cache.</summary>
public sealed class SequenceWatchTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());
    private readonly ServiceProvider _services = Services();
    private readonly List<SequenceWatch> _replicas = [];
    private readonly List<GapReport> _reports = [];
    private LocalMomento _momento = null!;

    private KeptLog Log { get; } = new();

    private IEnumerable<string> Missed => Log.All
        .Where(entry => entry.Values.ContainsKey("First"))
        .Select(entry => $"{entry.Values["First"]}-{entry.Values["Last"]}");

    public async Task InitializeAsync()
    {
        _momento = await LocalMomento.StartAsync();
        Start();
    }

    public async Task DisposeAsync()
    {
        _replicas.ForEach(replica => replica.Dispose());
        await _services.DisposeAsync();
        await _momento.DisposeAsync();
        Log.Dispose();
    }

    [Theory]
    [InlineData("", new ulong[] { 7, 8, 9 })]
    [InlineData("8-9", new ulong[] { 7, 10 })]
    [InlineData("", new ulong[] { 7, 10, 8, 9 })]
    [InlineData("8-8", new ulong[] { 7, 10, 9, 10, 9 })]
    [InlineData("8-8 11-12", new ulong[] { 7, 9, 10, 13 })]
    [InlineData("1000-1001", new ulong[] { 999, 1002 })]
    public async Task Numbers_without_an_event_are_missed_once_none_could_be_taken(string missed, ulong[] numbers)
    {
        foreach (var number in numbers)
        {
            Saw(_replicas[0], number);
        }

        await PassAsync(30);
        Assert.Empty(Missed);
        Assert.Null(_reports[0].SinceLastGap);
        await PassAsync(60);

        Assert.Equal(missed, string.Join(' ', Missed));
        Assert.Equal(missed.Length > 0, _reports[0].SinceLastGap is not null);
    }

    [Fact]
    public async Task What_is_missing_between_two_runs_is_missed()
    {
        Saw(_replicas[0], 1);
        await PassAsync(3);
        Restart();
        Saw(_replicas[0], 4);
        await PassAsync(90);

        Assert.Equal(["2-3"], Missed);
    }

    [Fact]
    public async Task Clocks_that_differ_by_less_than_a_second_make_no_gap()
    {
        var earlier = Event(6);
        _replicas[0].Saw(Event(5));
        _replicas[0].Saw(earlier with { EventTimestamp = earlier.EventTimestamp - 2 });
        _replicas[0].Saw(Event(7));
        await PassAsync(90);

        Assert.Empty(Missed);
    }

    [Fact]
    public async Task Replicas_that_begin_at_the_same_time_agree_on_the_series()
    {
        Start();
        foreach (var number in Enumerable.Range(1, 20))
        {
            Saw(_replicas[number % 2], (ulong)number);
        }

        _time.Advance(TimeSpan.FromSeconds(1));
        await Task.WhenAll(_replicas.Select(replica => replica.NoteAsync()));
        foreach (var number in Enumerable.Range(21, 20))
        {
            Saw(_replicas[number % 2], (ulong)number);
        }

        await PassAsync(90);

        Assert.Empty(Missed);
    }

    [Fact]
    public async Task Number_that_no_topic_comes_to_is_passed_over()
    {
        Saw(_replicas[0], 1);
        Saw(_replicas[0], ulong.MaxValue);
        Saw(_replicas[0], 2);
        await PassAsync(90);

        Assert.Empty(Missed);
    }

    [Fact]
    public async Task Gap_that_is_too_large_to_be_looked_through_is_missed_as_a_whole()
    {
        Saw(_replicas[0], 1);
        await PassAsync(90);
        Saw(_replicas[0], 400_000);
        await PassAsync(90);

        Assert.Equal(["2-399999"], Missed);
    }

    [Fact]
    public async Task Nothing_is_missed_twice()
    {
        Saw(_replicas[0], 1);
        Saw(_replicas[0], 3);
        await PassAsync(90);
        Restart();
        Saw(_replicas[0], 4);
        await PassAsync(90);

        Assert.Equal(["2-2"], Missed);
    }

    [Fact]
    public async Task What_came_to_one_replica_is_missed_by_none_and_what_came_to_none_is_reported_by_one()
    {
        Start();
        foreach (var number in Enumerable.Range(1, 20).Where(number => number != 13))
        {
            Saw(_replicas[number % 2], (ulong)number);
        }

        await PassAsync(90);

        Assert.Equal(["13-13"], Missed);
    }

    [Fact]
    public async Task Topic_that_starts_over_misses_what_its_new_numbers_miss()
    {
        Saw(_replicas[0], 500);
        await PassAsync(90);
        Saw(_replicas[0], 1);
        Saw(_replicas[0], 3);
        await PassAsync(90);

        Assert.Equal(["2-2"], Missed);
        Assert.Contains("started over after sequence number 500", Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Late_event_from_before_the_topic_started_over_is_no_gap()
    {
        Saw(_replicas[0], 500);
        await PassAsync(90);
        var late = Event(501);
        await PassAsync(3);
        Saw(_replicas[0], 1);
        await PassAsync(1);
        _replicas[0].Saw(late);
        Saw(_replicas[0], 2);
        await PassAsync(90);

        Assert.Empty(Missed);
    }

    [Fact]
    public async Task Gap_that_replicas_find_at_the_same_time_is_reported_by_one()
    {
        Start();
        var series = new Series(Since: 1, Before: 0, Checked: 7, CheckedTime: 1);
        await Task.WhenAll(_reports.Select(report => report.WriteAsync(series, 9)));

        Assert.Equal(["8-9"], Missed);
        Assert.All(_reports, report => Assert.NotNull(report.SinceLastGap));
    }

    [Fact]
    public async Task Replicas_agree_on_where_a_topic_started_over()
    {
        Start();
        Saw(_replicas[0], 500);
        await PassAsync(90);
        foreach (var number in Enumerable.Range(1, 30))
        {
            Saw(_replicas[number % 2], (ulong)number);
            await PassAsync(1);
        }

        await PassAsync(90);

        Assert.Empty(Missed);
    }

    [Fact]
    public async Task Events_of_the_relay_are_not_watched()
    {
        _replicas[0].Saw(Event(1) with { TopicSequencePage = 7 });
        _replicas[0].Saw(Event(9) with { TopicSequencePage = 7 });
        await PassAsync(90);

        Assert.Empty(Missed);
    }

    [Fact]
    public async Task What_could_not_be_noted_while_Momento_was_away_is_noted_later()
    {
        Saw(_replicas[0], 1);
        await PassAsync(1);
        Saw(_replicas[0], 2);
        await _momento.StopAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => PassAsync(1));
        await _momento.ReturnAsync();
        await Eventually.GetAsync("Momento to answer again", async () =>
            await _momento.Cache.GetAsync(LocalMomento.CacheName, "any") as CacheGetResponse.Miss);
        Saw(_replicas[0], 3);
        await PassAsync(90);

        Assert.Empty(Missed);
    }

    private static ServiceProvider Services()
    {
        var services = new ServiceCollection().AddMetrics().AddLogging();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection([new("Webhooks:SigningSecret", WebhookServiceFixture.CurrentSecret)])
            .Build());
        services.AddValidatedOptions<WebhookOptions>(WebhookOptions.SectionName);
        return services.BuildServiceProvider();
    }

    private void Start()
    {
        var options = Options.Create(new CommentOptions { CacheName = LocalMomento.CacheName, TopicName = LocalMomento.TopicName });
        var store = new SequenceStore(_momento.Cache, options);
        var logs = new LoggerFactory([Log]);
        var report = new GapReport(
            store, new WebhookMetrics(_services.GetRequiredService<IMeterFactory>(), _time), _time, logs.CreateLogger<GapReport>());
        _reports.Add(report);
        _replicas.Add(new SequenceWatch(
            store, report, _time, _services.GetRequiredService<LastValid<WebhookOptions>>(), logs.CreateLogger<SequenceWatch>()));
    }

    private void Restart()
    {
        _replicas[0].Dispose();
        _replicas.Clear();
        Start();
    }

    private void Saw(SequenceWatch replica, ulong number) => replica.Saw(Event(number));

    private WebhookEvent Event(ulong number)
    {
        // Published in the order of their numbers, whatever order they come in.
        var at = _time.GetUtcNow().ToUnixTimeMilliseconds() + (long)number;
        return new WebhookEvent(LocalMomento.CacheName, LocalMomento.TopicName, at, at, number, "taylor", "{}");
    }

    private async Task PassAsync(int seconds)
    {
        for (var second = 0; second < seconds; second++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            foreach (var replica in _replicas)
            {
                await replica.NoteAsync();
            }
        }
    }
}
