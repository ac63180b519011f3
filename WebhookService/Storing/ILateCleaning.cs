namespace CourseComments.WebhookService.Storing;

/// <summary>Cleans again when what is under way now has ended: a push that was slow may still come.</summary>
internal interface ILateCleaning
{
    void Schedule(string courseId, string id, int winner);
}
