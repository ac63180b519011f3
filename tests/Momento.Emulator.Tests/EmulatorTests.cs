namespace Momento.Emulator.Tests;

/// <summary>Tests that each have an emulator of their own.</summary>
public abstract class EmulatorTests : IAsyncLifetime
{
    private RunningEmulator? _emulator;
    private MomentoClients? _clients;

    protected RunningEmulator Emulator => _emulator ?? throw new InvalidOperationException("Not started.");

    /// <summary>With the key of a super user.</summary>
    protected MomentoClients Clients => _clients ??= Emulator.Clients();

    public async Task InitializeAsync() => _emulator = await RunningEmulator.StartAsync(Settings());

    public async Task DisposeAsync() => await Emulator.DisposeAsync();

    protected virtual (string Key, string Value)[] Settings() => [];
}
