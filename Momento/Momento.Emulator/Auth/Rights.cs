namespace Momento.Emulator.Auth;

/// <summary>What a credential may do beside reading and writing data.</summary>
[Flags]
internal enum Rights
{
    None = 0,

    /// <summary>Creating, deleting, listing and flushing caches, and everything about webhooks.</summary>
    ManageCaches = 1,

    /// <summary>Disposable tokens, and keys with explicit permissions.</summary>
    Mint = 2,

    MintSuperUsers = 4,

    /// <summary>The emulator's own routes, which Momento has not.</summary>
    Administer = 8,
}
