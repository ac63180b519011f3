using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace CourseComments.AppHost.Tests;

/// <summary>What a learner does, through the public door only.</summary>
[Collection(AppHostDefinition.Name)]
public sealed class JourneyTests(AppHostFixture system)
{
    [Fact]
    public async Task Published_comment_is_listed_under_its_authors_id_and_name()
    {
        var bearer = await system.SignInAsync("taylor", "Taylor");
        using var published = await system.PostAsync("/api/courses/journey-1/comments", bearer, new { comment = "Great course!" });
        Assert.Equal(HttpStatusCode.Accepted, published.StatusCode);

        var comment = Assert.Single(await system.CommentsAsync("journey-1", count: 1));
        Assert.Equal("taylor", comment.GetProperty("userID").GetString());
        Assert.Equal("Taylor", comment.GetProperty("displayName").GetString());
        Assert.Equal("Great course!", comment.GetProperty("comment").GetString());
    }

    [Fact]
    public async Task Comments_of_many_learners_are_all_listed_each_under_its_own_author()
    {
        var learners = Enumerable.Range(0, 4).Select(number => $"learner-{number}").ToList();
        await Task.WhenAll(learners.Select(async learner =>
        {
            var bearer = await system.SignInAsync(learner, learner);
            for (var number = 0; number < 10; number++)
            {
                using var published = await PublishPatientlyAsync("journey-2", bearer, $"{learner} says {number}");
                Assert.Equal(HttpStatusCode.Accepted, published.StatusCode);
            }
        }));

        var comments = await system.CommentsAsync("journey-2", count: 40);
        Assert.Equal(40, comments.Length);
        Assert.All(comments, comment => Assert.StartsWith(
            comment.GetProperty("userID").GetString()!, comment.GetProperty("comment").GetString(), StringComparison.Ordinal));
        Assert.Equal(40, comments.Select(comment => comment.GetProperty("comment").GetString()).Distinct().Count());
    }

    [Fact]
    public async Task Token_is_for_the_caller_whatever_the_body_says()
    {
        var bearer = await system.SignInAsync("sam", "Sam");
        using var response = await system.PostAsync("/api/tokens", bearer, new { user = "mallory", tokenId = "mallory" });

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("sam", (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("tokenId").GetString());
    }

    [Fact]
    public async Task Nobody_gets_a_token_or_publishes_without_signing_in()
    {
        using var token = await system.PostAsync("/api/tokens", bearer: null);
        using var publish = await system.PostAsync("/api/courses/journey-3/comments", bearer: null, new { comment = "hello" });
        using var forged = await system.PostAsync("/api/tokens", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ0YXlsb3IifQ.");

        Assert.Equal(
            [HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized],
            [token.StatusCode, publish.StatusCode, forged.StatusCode]);
    }

    [Fact]
    public async Task Webhook_that_momento_did_not_sign_is_refused_at_the_door()
    {
        using var content = new StringContent("""{"cache":"course-comments","topic":"comment","token_id":"taylor","text":"{}"}""");
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        content.Headers.Add("momento-signature", new string('0', 64));
        using var response = await system.Gateway.PostAsync(new Uri("/webhooks/momento", UriKind.Relative), content);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Theory]
    [InlineData("/health", HttpStatusCode.OK)]
    [InlineData("/alive", HttpStatusCode.OK)]
    [InlineData("/", HttpStatusCode.NotFound)]
    [InlineData("/.well-known/openid-configuration", HttpStatusCode.NotFound)]
    public async Task Only_the_public_paths_answer(string path, HttpStatusCode expected)
    {
        using var response = await system.Gateway.GetAsync(new Uri(path, UriKind.Relative));

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task Services_are_given_the_emulators_connection_string() =>
        Assert.Matches("^Endpoint=http://localhost:[0-9]+;ApiKey=.{32,}$", await system.ConnectionStringAsync("momento"));

    /// <summary>As a good client does: comes back when it is told to. Minting is limited, and tests share the system.</summary>
    private async Task<HttpResponseMessage> PublishPatientlyAsync(string courseId, string bearer, string comment)
    {
        for (var attempt = 0; ; attempt++)
        {
            var response = await system.PostAsync($"/api/courses/{courseId}/comments", bearer, new { comment });
            if (response.StatusCode != HttpStatusCode.TooManyRequests || attempt == 5)
            {
                return response;
            }

            var wait = response.Headers.RetryAfter!.Delta!.Value;
            response.Dispose();
            await Task.Delay(wait, TimeProvider.System);
        }
    }
}
