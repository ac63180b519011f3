namespace Momento.Emulator.Auth;

/// <summary>How a permission selects keys or topics.</summary>
internal enum SelectorMatch
{
    All,
    Exact,
    Prefix,
}
