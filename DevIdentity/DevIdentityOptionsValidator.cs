using CourseComments.DevIdentity.Clients;
using CourseComments.DevIdentity.Keys;
using CourseComments.DevIdentity.Users;
using Microsoft.Extensions.Options;

namespace CourseComments.DevIdentity;

/// <summary>Finds the faults that are deeper than one value: in users, clients and the key file.</summary>
internal sealed class DevIdentityOptionsValidator : IValidateOptions<DevIdentityOptions>
{
    public ValidateOptionsResult Validate(string? name, DevIdentityOptions options)
    {
        var faults = UserOptions.FindFaults(options.Users)
            .Concat(ClientOptions.FindFaults(options.Clients))
            .Concat(KeyFile.FindFaults(options.KeyPath))
            .Select(found => $"{DevIdentityOptions.SectionName}:{found.Key}: {found.Fault}")
            .ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
