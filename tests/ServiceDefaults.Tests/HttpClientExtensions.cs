using System.Net;

namespace CourseComments.ServiceDefaults.Tests;

internal static class HttpClientExtensions
{
    /// <summary>What a path answers with.</summary>
    public static async Task<HttpStatusCode> StatusOfAsync(this HttpClient client, string path)
    {
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative));
        return response.StatusCode;
    }
}
