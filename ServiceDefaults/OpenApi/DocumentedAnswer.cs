namespace CourseComments.ServiceDefaults.OpenApi;

/// <summary>An answer that is no problem.</summary>
/// <param name="Status">Its status.</param>
/// <param name="Description">What it means.</param>
/// <param name="Example">A body, serialized as the service does it; null for none.</param>
/// <param name="Headers">The headers that say something of their own.</param>
internal sealed record DocumentedAnswer(int Status, string Description, object? Example, IReadOnlyList<DocumentedHeader> Headers);
