namespace CourseComments.DevIdentity.Users;

/// <summary>Somebody who signs in.</summary>
/// <param name="Id">1 to 255 characters.</param>
/// <param name="Name">What others see; 1 to 100 characters.</param>
/// <param name="Roles">None for most.</param>
public sealed record User(string Id, string Name, IReadOnlyList<string> Roles)
{
    public const int MaxIdLength = 255;
    public const int MaxNameLength = 100;

    public static string? FaultOfId(string? id) =>
        string.IsNullOrWhiteSpace(id) || id.Length > MaxIdLength ? $"must be 1 to {MaxIdLength} characters." : null;

    public static string? FaultOfName(string name) =>
        name.Length > MaxNameLength ? $"must be at most {MaxNameLength} characters." : null;
}
