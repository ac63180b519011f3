using Momento.Emulator.Auth;

namespace Momento.Emulator.Configuration;

/// <summary>An API key. Never prints itself.</summary>
internal sealed class KeyOptions(string key, KeyRole role)
{
    public string Key => key;

    public KeyRole Role => role;
}
