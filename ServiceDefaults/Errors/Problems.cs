using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;

namespace CourseComments.ServiceDefaults.Errors;

/// <summary>Makes the problem details (RFC 9457) that endpoints answer with.</summary>
public static class Problems
{
    /// <summary>400 that names the field at fault.</summary>
    public static ProblemHttpResult InvalidRequest(string field, string fault) => TypedResults.Problem(
        statusCode: StatusCodes.Status400BadRequest,
        type: ProblemTypes.InvalidRequest,
        title: "The request is not valid.",
        detail: $"{field}: {fault}",
        extensions: [new("errors", new Dictionary<string, string[]> { [field] = [fault] })]);

    /// <summary>Any other problem.</summary>
    public static ProblemHttpResult Of(int status, string type, string title) =>
        TypedResults.Problem(statusCode: status, type: type, title: title);

    /// <summary>403: the token id is on the deny list.</summary>
    public static ProblemHttpResult Denied() => Of(
        StatusCodes.Status403Forbidden, ProblemTypes.Denied, "This token id is denied.");

    /// <summary>503: Momento is away, slow or over its limits.</summary>
    public static ProblemHttpResult MomentoUnavailable() => Of(
        StatusCodes.Status503ServiceUnavailable, ProblemTypes.MomentoUnavailable, "Momento cannot be reached.");

    /// <summary>The same, with <c>Retry-After</c>.</summary>
    public static ProblemHttpResult MomentoUnavailable(HttpResponse response, TimeSpan retryAfter)
    {
        RetryAfter(response, retryAfter);
        return MomentoUnavailable();
    }

    /// <summary>503 with <c>Retry-After</c>: another request is about the same thing, and how it ends is not known yet.</summary>
    public static ProblemHttpResult BeingStored(HttpResponse response, TimeSpan retryAfter)
    {
        RetryAfter(response, retryAfter);
        return Of(StatusCodes.Status503ServiceUnavailable, ProblemTypes.BeingStored, "An earlier delivery may be storing this.");
    }

    /// <summary>429 with <c>Retry-After</c> in whole seconds, rounded up.</summary>
    public static ProblemHttpResult TooManyRequests(HttpResponse response, TimeSpan retryAfter)
    {
        RetryAfter(response, retryAfter);
        return Of(StatusCodes.Status429TooManyRequests, ProblemTypes.TooManyRequests, "Too many requests.");
    }

    private static void RetryAfter(HttpResponse response, TimeSpan wait)
    {
        ArgumentNullException.ThrowIfNull(response);
        var seconds = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds));
        response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
    }

    internal static void AddProblems(this IServiceCollection services) =>
        services.AddProblemDetails(options => options.CustomizeProblemDetails = context =>
        {
            var problem = context.ProblemDetails;
            var status = problem.Status ?? context.HttpContext.Response.StatusCode;
            if (problem.Type?.StartsWith("urn:", StringComparison.Ordinal) != true)
            {
                problem.Type = ProblemTypes.ForStatus(status) ?? problem.Type;
            }
        });
}
