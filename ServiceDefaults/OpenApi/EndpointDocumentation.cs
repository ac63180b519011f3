using System.Net.Mime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace CourseComments.ServiceDefaults.OpenApi;

/// <summary>
/// What an endpoint's author tells its callers. It is metadata only: nothing here changes what the endpoint does.
/// 401 and the bearer token are not told; they follow from <c>RequireAuthorization</c>.
/// </summary>
public static class EndpointDocumentation
{
    /// <summary>Names the operation.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="id">The operation's id, which generated clients name their method after: never to change.</param>
    /// <param name="tag">The group it is listed in.</param>
    /// <param name="summary">What it does, in a few words.</param>
    /// <param name="description">What a caller must know besides. Markdown.</param>
    public static RouteHandlerBuilder WithOperation(
        this RouteHandlerBuilder endpoint, string id, string tag, string summary, string description) => endpoint
            .WithName(id)
            .WithTags(tag)
            .WithSummary(summary)
            .WithDescription(description)
            .WithProblems([.. DocumentedProblems.OfAnyOperation]);

    /// <summary>Describes a parameter of the handler, or a header that the handler reads by itself.</summary>
    public static RouteHandlerBuilder WithParameter(this RouteHandlerBuilder endpoint, DocumentedParameter parameter) =>
        endpoint.WithMetadata(parameter);

    /// <summary>Describes a JSON body, also one that the handler reads by itself.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="description">What it says.</param>
    /// <param name="example">A body that the endpoint takes.</param>
    public static RouteHandlerBuilder WithRequest<TBody>(this RouteHandlerBuilder endpoint, string description, TBody example)
        where TBody : notnull => endpoint.WithMetadata(new DocumentedRequest(typeof(TBody), description, example));

    /// <summary>An answer with a JSON body.</summary>
    public static RouteHandlerBuilder WithAnswer<TBody>(
        this RouteHandlerBuilder endpoint, int status, string description, TBody example, params DocumentedHeader[] headers)
        where TBody : notnull => endpoint.WithMetadata(
            new ProducesResponseTypeMetadata(status, typeof(TBody), [MediaTypeNames.Application.Json]),
            new DocumentedAnswer(status, description, example, headers));

    /// <summary>An answer without a body.</summary>
    public static RouteHandlerBuilder WithAnswer(
        this RouteHandlerBuilder endpoint, int status, string description, params DocumentedHeader[] headers) => endpoint.WithMetadata(
            new ProducesResponseTypeMetadata(status),
            new DocumentedAnswer(status, description, Example: null, headers));

    /// <summary>The problems that it answers with.</summary>
    public static RouteHandlerBuilder WithProblems(this RouteHandlerBuilder endpoint, params DocumentedProblem[] problems) =>
        endpoint.WithMetadata(problems.Cast<object>().ToArray());
}
