namespace CourseComments.Gateway.Hardening;

/// <summary>The content security policy of an endpoint that renders something.</summary>
/// <param name="Of">The policy of an answer that is about to start.</param>
internal sealed record ContentPolicy(Func<HttpContext, string> Of);
