namespace CourseComments.DevIdentity.Users;

/// <summary>A user whom the sign-in page offers.</summary>
internal sealed class UserOptions
{
    /// <summary>Becomes <c>sub</c>.</summary>
    public string Id { get; set; } = "";

    /// <summary>Becomes <c>name</c>.</summary>
    public string Name { get; set; } = "";

    /// <summary>Become <c>roles</c>.</summary>
    public string[] Roles { get; set; } = [];

    /// <summary>Everything wrong with the users, and under which key.</summary>
    public static IEnumerable<(string Fault, string Key)> FindFaults(UserOptions[] users)
    {
        for (var index = 0; index < users.Length; index++)
        {
            var user = users[index];
            var key = $"{nameof(DevIdentityOptions.Users)}:{index}";
            if (User.FaultOfId(user.Id) is { } idFault)
            {
                yield return (idFault, $"{key}:{nameof(Id)}");
            }
            else if (users.Take(index).Any(other => other.Id == user.Id))
            {
                yield return ("is the id of another user, too.", $"{key}:{nameof(Id)}");
            }

            if (string.IsNullOrWhiteSpace(user.Name) || User.FaultOfName(user.Name) is not null)
            {
                yield return ($"must be 1 to {User.MaxNameLength} characters.", $"{key}:{nameof(Name)}");
            }

            if (user.Roles.Any(string.IsNullOrWhiteSpace))
            {
                yield return ("must not be empty.", $"{key}:{nameof(Roles)}");
            }
        }
    }
}
