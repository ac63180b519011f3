namespace Momento.Emulator.Persistence;

/// <summary>Where changes are written down before they are acknowledged. This one keeps nothing: memory only.</summary>
internal class Journal
{
    public static readonly Journal None = new();

    /// <summary>Whether entries are worth making.</summary>
    public virtual bool IsEnabled => false;

    /// <summary>Before any lock of what changes: no snapshot is taken between a change and its entry.</summary>
    public virtual void EnterChange()
    {
        // Nothing takes snapshots.
    }

    public virtual void ExitChange()
    {
        // Nothing takes snapshots.
    }

    /// <summary>Runs between changes: none is half done meanwhile. Without a journal only each part for itself.</summary>
    public virtual T WhileNothingChanges<T>(Func<T> look) => look();

    /// <summary>Within the lock of what changes, so that entries have the order of the changes.</summary>
    public virtual void Append(JournalEntry entry)
    {
        // Memory only.
    }

    /// <summary>Done when everything appended so far is written. Until then nobody may be told of it.</summary>
    public virtual Task WhenWrittenAsync() => Task.CompletedTask;
}
