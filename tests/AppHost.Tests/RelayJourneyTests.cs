using System.Net;

namespace CourseComments.AppHost.Tests;

/// <summary>What learners do while the relay brings what they publish, and parts of the system are away.</summary>
public sealed class RelayJourneyTests(RelaySystem system) : IClassFixture<RelaySystem>
{
    [Fact]
    public async Task Published_comment_is_listed_once_under_its_authors_id()
    {
        await PublishAsync("relay-1", "Great course!");

        var comment = Assert.Single(await system.CommentsAsync("relay-1", count: 1));
        Assert.Equal("taylor", comment.GetProperty("userID").GetString());
        Assert.Equal("Great course!", comment.GetProperty("comment").GetString());
    }

    [Theory]
    [InlineData("webhooks")]
    [InlineData("relay")]
    public async Task Comments_published_while_a_service_is_away_are_listed_in_order_when_it_is_back(string service)
    {
        var courseId = $"relay-without-{service}";
        await PublishAsync(courseId, "first");
        await system.CommentsAsync(courseId, count: 1);

        await system.StopAsync(service);
        await PublishAsync(courseId, "second");
        await PublishAsync(courseId, "third");
        await system.StartAsync(service);

        var comments = await system.CommentsAsync(courseId, count: 3);
        Assert.Equal(["third", "second", "first"], comments.Select(comment => comment.GetProperty("comment").GetString()));
    }

    private async Task PublishAsync(string courseId, string comment)
    {
        var bearer = await system.SignInAsync("taylor", "Taylor");
        using var published = await system.PostAsync($"/api/courses/{courseId}/comments", bearer, new { comment });
        Assert.Equal(HttpStatusCode.Accepted, published.StatusCode);
    }
}
