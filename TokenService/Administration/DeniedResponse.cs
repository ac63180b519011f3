namespace CourseComments.TokenService.Administration;

/// <param name="Denied">The denied token ids, in ordinal order.</param>
internal sealed record DeniedResponse(string[] Denied);
