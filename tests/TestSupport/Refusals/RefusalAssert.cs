using System.Text.Json;

namespace CourseComments.TestSupport.Refusals;

/// <summary>What an answer is held to, whoever gives it.</summary>
public static class RefusalAssert
{
    /// <summary>Whether an answer is the one that the matrix has: status, problem, <c>Retry-After</c>, and nothing secret in it.</summary>
    /// <returns>What is wrong; null when nothing is.</returns>
    public static async Task<string?> FindFaultAsync(HttpResponseMessage response, Refusal expected, RefusalRequests requests)
    {
        var status = (int)response.StatusCode;
        var body = await response.Content.ReadAsStringAsync();
        if (status != expected.Status)
        {
            return $"status {status} instead of {expected.Status}: {body}";
        }

        if (status >= 400 && requests.Secrets.FirstOrDefault(secret => body.Contains(secret.Key, StringComparison.Ordinal)) is { Key: not null } found)
        {
            return $"the answer holds {found.Value}";
        }

        if (status == 429 && !(response.Headers.RetryAfter?.Delta >= TimeSpan.FromSeconds(1)))
        {
            return "429 without Retry-After";
        }

        return expected.Problem is null ? null : FindProblemFault(response, body, $"urn:coursecomments:problem:{expected.Problem}");
    }

    private static string? FindProblemFault(HttpResponseMessage response, string body, string type)
    {
        if (response.Content.Headers.ContentType?.MediaType != "application/problem+json")
        {
            return $"no problem details but {response.Content.Headers.ContentType}: {body}";
        }

        var actual = JsonDocument.Parse(body).RootElement.GetProperty("type").GetString();
        return actual == type ? null : $"problem {actual} instead of {type}";
    }
}
