namespace Momento.Emulator.Auth;

/// <summary>What a configured key may do.</summary>
internal enum KeyRole
{
    /// <summary>Everything: caches, data, topics, webhooks, and minting keys and disposable tokens, but no super user.</summary>
    SuperUser,

    /// <summary>Data of every cache and every topic; neither manages caches nor mints.</summary>
    ReadWrite,

    /// <summary>A user signed in to the console: as a super user, and mints super users as well.</summary>
    Session,

    /// <summary>A key of Momento's first form: caches, data, topics and webhooks, but it mints nothing.</summary>
    Legacy,
}
