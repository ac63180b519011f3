namespace CourseComments.TestSupport.Refusals;

/// <summary>One cell of the refusal matrix: what is wrong with a request at a door, and what it is answered with.</summary>
/// <param name="Door">One of <see cref="RefusalMatrix.Doors"/>.</param>
/// <param name="Fault">What is wrong; everything else about the request is right.</param>
/// <param name="Status">The answer's status code.</param>
/// <param name="Problem">The last part of the problem's type; null for a success, and for what Kestrel refuses before the application.</param>
public sealed record Refusal(string Door, string Fault, int Status, string? Problem);
