using System.Net.Http.Json;
using System.Text.Json;

namespace CourseComments.Benchmarks.Minting;

internal static class SignIn
{
    private const int AtOnce = 8;

    /// <returns>An access token for each.</returns>
    public static async Task<string[]> AsManyAsync(Uri identity, int learners)
    {
        using var client = new HttpClient { BaseAddress = identity };
        var bearers = new string[learners];
        await Parallel.ForAsync(0, learners, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (number, cancellationToken) =>
        {
            using var response = await client.PostAsJsonAsync("/dev/sign-in", new { user = $"learner-{number}" }, cancellationToken);
            response.EnsureSuccessStatusCode();
            var answer = await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
            bearers[number] = answer.GetProperty("access_token").GetString()!;
        });
        return bearers;
    }
}
