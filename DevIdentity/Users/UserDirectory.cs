using Microsoft.Extensions.Options;

namespace CourseComments.DevIdentity.Users;

/// <summary>Knows the users of the configuration, and makes users of everybody else.</summary>
internal sealed class UserDirectory(IOptions<DevIdentityOptions> options)
{
    public IReadOnlyList<User> Seeded { get; } =
        [.. options.Value.Users.Select(user => new User(user.Id, user.Name.Trim(), user.Roles))];

    /// <summary>The user with this id; without roles, and under the id's own name, if the configuration has none.</summary>
    public User Find(string id) =>
        Seeded.FirstOrDefault(user => user.Id == id) ?? new User(id, id, []);
}
