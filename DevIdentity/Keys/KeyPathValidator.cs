using Microsoft.Extensions.Options;

namespace CourseComments.DevIdentity.Keys;

/// <summary>Refuses a start with a key file that is there but damaged: new keys in its place might not be what its user wants.</summary>
internal sealed class KeyPathValidator : IValidateOptions<DevIdentityOptions>
{
    public ValidateOptionsResult Validate(string? name, DevIdentityOptions options)
    {
        try
        {
            KeyFile.Read(options.KeyPath)?.Dispose();
            return ValidateOptionsResult.Success;
        }
        catch (InvalidDataException)
        {
            return ValidateOptionsResult.Fail(
                $"{DevIdentityOptions.SectionName}:{nameof(DevIdentityOptions.KeyPath)}: {options.KeyPath} is there but holds no keys "
                + "that can be read. Delete it to have new ones made.");
        }
    }
}
