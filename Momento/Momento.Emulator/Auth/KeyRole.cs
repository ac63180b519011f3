namespace Momento.Emulator.Auth;

/// <summary>What an API key may do; the names are those of Momento's documentation.</summary>
internal enum KeyRole
{
    /// <summary>Everything: caches, data, topics, and minting disposable tokens.</summary>
    SuperUser,

    /// <summary>Data of every cache and every topic; neither manages caches nor mints.</summary>
    ReadWrite,
}
