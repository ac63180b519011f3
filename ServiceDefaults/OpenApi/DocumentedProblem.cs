using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace CourseComments.ServiceDefaults.OpenApi;

/// <summary>A problem (RFC 9457) that an operation answers with.</summary>
/// <param name="Name">Names its example.</param>
/// <param name="When">When it is the answer.</param>
/// <param name="Body">The body that is sent, but for the trace id.</param>
/// <param name="Headers">The headers that come with it.</param>
public sealed record DocumentedProblem(string Name, string When, ProblemDetails Body, params IReadOnlyList<DocumentedHeader> Headers)
{
    /// <param name="name">Names its example.</param>
    /// <param name="when">When it is the answer.</param>
    /// <param name="answered">What the endpoint answers, so that the example cannot say anything else.</param>
    /// <param name="headers">The headers that come with it.</param>
    public DocumentedProblem(string name, string when, ProblemHttpResult answered, params IReadOnlyList<DocumentedHeader> headers)
        : this(name, when, BodyOf(answered), headers)
    {
    }

    /// <summary>Its status.</summary>
    public int Status => Body.Status!.Value;

    private static ProblemDetails BodyOf(ProblemHttpResult answered)
    {
        ArgumentNullException.ThrowIfNull(answered);
        return answered.ProblemDetails;
    }
}
