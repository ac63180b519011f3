using CourseComments.WebhookService.Comments;
using CourseComments.WebhookService.Storing;
using Microsoft.Extensions.Time.Testing;

namespace CourseComments.WebhookService.Tests.Storing;

/// <summary>Deliveries of one event, told by a schedule, and what must be true of each such story.</summary>
internal sealed class Story
{
    public const string Course = "course";
    private static readonly TimeSpan Lease = new StoringOptions().Lease;
    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());
    private readonly ModelCache _cache;
    private readonly Comment _comment;
    private readonly List<Delivery> _deliveries = [];
    private readonly List<Action> _onTheirWay = [];
    private int _deaths;
    private int _losses;
    private int _leases;

    private Story(int deliveries, int deaths, int losses, int leases)
    {
        (_deaths, _losses, _leases) = (deaths, losses, leases);
        _cache = new ModelCache(_time);
        _comment = new Comment("taylor", "hello", "AAAAAAAAAAAAAAAAAAAAAQ", null, _time.GetUtcNow(), 1);
        for (var number = 0; number < deliveries; number++)
        {
            var delivery = new Delivery(_cache, _time);
            _deliveries.Add(delivery);
            delivery.Begin(_comment);
        }
    }

    /// <summary>Tells one story to its end.</summary>
    /// <param name="next">Decides what happens next among so many things.</param>
    /// <param name="deliveries">How many deliveries there are at the same time.</param>
    /// <param name="deaths">How many processes die.</param>
    /// <param name="losses">How many answers are lost.</param>
    /// <param name="leases">How often everything stands still until leases are over.</param>
    public static void Tell(Func<int, int> next, int deliveries, int deaths, int losses, int leases)
    {
        var story = new Story(deliveries, deaths, losses, leases);
        while (story.Possibilities() is { Count: > 0 } possibilities)
        {
            possibilities[next(possibilities.Count)]();
            story.AssertAcknowledgedIsListed();
        }

        story.AssertListedOnce();
    }

    private int Listed => _cache.CountOf(Course, _comment.Id!);

    private List<Action> Possibilities()
    {
        var waiting = _deliveries.Where(delivery => delivery.IsWaiting).ToList();
        var all = new List<Action>();
        if (waiting.Count == 0 && _onTheirWay.Count == 0)
        {
            return all;
        }

        foreach (var delivery in waiting)
        {
            all.Add(delivery.Proceed);
            if (_deaths > 0)
            {
                all.Add(() =>
                {
                    _deaths--;
                    _onTheirWay.Add(delivery.Die());
                });
            }

            if (_losses > 0)
            {
                all.Add(() =>
                {
                    _losses--;
                    delivery.LoseAnswer();
                });
            }
        }

        all.AddRange(_onTheirWay.Select(arrival => (Action)(() =>
        {
            _onTheirWay.Remove(arrival);
            arrival();
        })));
        if (_leases > 0)
        {
            all.Add(() =>
            {
                _leases--;
                _time.Advance(Lease);
            });
        }

        return all;
    }

    private void AssertAcknowledgedIsListed() =>
        Assert.True(!_deliveries.Any(delivery => delivery.IsAcknowledged) || Listed > 0, "Acknowledged, and not listed.");

    /// <summary>When all is quiet, late cleaning has been, and whoever was not answered has delivered again.</summary>
    private void AssertListedOnce()
    {
        _deliveries.ForEach(delivery => delivery.CleanLate());
        if (_deliveries.Any(delivery => delivery.IsAcknowledged))
        {
            Assert.True(Listed == 1, $"Acknowledged, and listed {Listed} times.");
        }

        _time.Advance(Lease);
        if (DeliverAgain() is WriteResult.InProgress { RetryAfter: var after })
        {
            // The first who finds the claim of a process that died begins to count its lease.
            _time.Advance(after);
            Assert.IsType<WriteResult.Listed>(DeliverAgain());
        }

        Assert.True(Listed == 1, $"Delivered again, and listed {Listed} times.");
    }

    private WriteResult DeliverAgain()
    {
        var again = new Delivery(_cache, _time);
        again.Begin(_comment);
        while (again.IsWaiting)
        {
            again.Proceed();
        }

        return again.Result!;
    }
}
