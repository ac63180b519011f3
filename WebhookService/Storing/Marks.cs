using System.Globalization;

namespace CourseComments.WebhookService.Storing;

/// <summary>The keys of the marks that deliveries of one event leave for each other. A colon keeps them apart from courses.</summary>
internal static class Marks
{
    /// <summary>Set by the delivery that makes the attempt of this number; the first's, by whoever finds its claim.</summary>
    public static string Attempt(string id, int attempt) => string.Create(CultureInfo.InvariantCulture, $"attempt:{id}:{attempt}");

    /// <summary>Set once: the attempt whose element stays.</summary>
    public static string Winner(string id) => $"stored:{id}";
}
