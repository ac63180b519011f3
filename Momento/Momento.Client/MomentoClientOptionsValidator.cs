using Microsoft.Extensions.Options;

namespace Momento.Client;

/// <summary>Makes a service with faulty settings fail when it starts, with every fault at once.</summary>
internal sealed class MomentoClientOptionsValidator : IValidateOptions<MomentoClientOptions>
{
    public ValidateOptionsResult Validate(string? name, MomentoClientOptions options) =>
        options.Faults.Count > 0 ? ValidateOptionsResult.Fail(options.Faults) : ValidateOptionsResult.Success;
}
