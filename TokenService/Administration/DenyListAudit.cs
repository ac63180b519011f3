using CourseComments.TokenService.Learners;
using CourseComments.TokenService.Tokens;
using Microsoft.Extensions.Options;

namespace CourseComments.TokenService.Administration;

/// <summary>
/// Who changed the deny list, or tried to without being allowed. This category's entries are the record; they name
/// people by their token ids only, and nothing that was not checked.
/// </summary>
internal sealed partial class DenyListAudit(IOptions<LearnerOptions> learners, ILogger<DenyListAudit> logger)
{
    private const string Unknown = "-";

    /// <summary>A change that an administrator asked for.</summary>
    /// <param name="action"><c>deny</c> or <c>allow</c>.</param>
    /// <param name="admin">The administrator's token id.</param>
    /// <param name="target">The token id that is denied or allowed.</param>
    /// <param name="isTaken">Whether Momento has acknowledged it.</param>
    public void Changed(string action, string admin, string target, bool isTaken) =>
        Log.Changed(logger, action, target, admin, isTaken ? "done" : "unavailable");

    /// <summary>A request that was answered with 403.</summary>
    public void Refused(HttpContext request, string reason)
    {
        var target = request.GetRouteValue("tokenId") as string;
        Log.Refused(
            logger,
            ActionOf(request.Request.Method),
            TokenIds.FindFault(target) is null ? target! : Unknown,
            Caller.From(request.User, learners.Value)?.TokenId ?? Unknown,
            reason);
    }

    private static string ActionOf(string method) =>
        HttpMethods.IsPut(method) ? "deny" : HttpMethods.IsDelete(method) ? "allow" : "list";

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Deny list: {Action} {TokenId} by {AdminTokenId}: {Outcome}.", EventName = "DenyListChanged")]
        public static partial void Changed(ILogger logger, string action, string tokenId, string adminTokenId, string outcome);

        [LoggerMessage(2, LogLevel.Warning, "Deny list: {Action} {TokenId} by {AdminTokenId} was refused: {Reason}.", EventName = "DenyListRefused")]
        public static partial void Refused(ILogger logger, string action, string tokenId, string adminTokenId, string reason);
    }
}
