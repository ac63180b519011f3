using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CourseComments.DevIdentity.Pages;

internal static class PageResults
{
    /// <summary>A page without scripts, which nobody may frame or keep.</summary>
    /// <param name="response">Gets the headers.</param>
    /// <param name="parameters">What the page shows.</param>
    /// <param name="formTarget">Where forms of the page may lead, beside this origin.</param>
    public static RazorComponentResult<TPage> Page<TPage>(
        this HttpResponse response, IReadOnlyDictionary<string, object?>? parameters = null, string? formTarget = null)
        where TPage : IComponent
    {
        var headers = response.Headers;
        headers.ContentSecurityPolicy =
            $"default-src 'none'; style-src {PageStyle.Source}; form-action 'self' {formTarget}; frame-ancestors 'none'; base-uri 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-store";
        return new RazorComponentResult<TPage>(parameters ?? new Dictionary<string, object?>());
    }
}
