namespace CourseComments.WebhookService.Sequences;

/// <summary>An event that came.</summary>
/// <param name="Number">Its sequence number.</param>
/// <param name="Time">When it was published, in milliseconds.</param>
internal readonly record struct SeenNumber(ulong Number, long Time);
