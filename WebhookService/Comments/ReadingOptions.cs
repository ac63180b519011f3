namespace CourseComments.WebhookService.Comments;

/// <summary>Who may read comments.</summary>
internal sealed class ReadingOptions
{
    public const string SectionName = "Reading";

    /// <summary>Whether reading takes a bearer token. Anonymous by default.</summary>
    public bool RequireAuthentication { get; set; }
}
