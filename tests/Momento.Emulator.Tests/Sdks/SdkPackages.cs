using MachineTools;

namespace Momento.Emulator.Tests.Sdks;

/// <summary>The official SDKs for Node and for browsers from npm, in the versions of the lock file; installed when first used.</summary>
public sealed class SdkPackages : IDisposable
{
    private readonly Lazy<Task<NodePackages>> _packages = new(() => NodePackages.InstallAsync(Path.Combine("Sdks", "Node")));

    /// <returns>What the program wrote to standard output.</returns>
    public async Task<string> RunAsync(string program, params string[] arguments) => await (await _packages.Value).RunAsync(program, arguments);

    public void Dispose()
    {
        if (_packages is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
        {
            _packages.Value.Result.Dispose();
        }
    }
}
