namespace CourseComments.Denials;

/// <summary>Changes the deny list. For the one service whose business that is.</summary>
public sealed class DenyListEditor
{
    private readonly DenyList _list;

    internal DenyListEditor(DenyList list) => _list = list;

    /// <returns>The denied token ids as they are in Momento now; null when Momento does not say.</returns>
    public Task<IReadOnlyCollection<string>?> ListAsync() => _list.ReadAsync();

    /// <summary>Denies a token id: in this process at once, in others when they read the list next.</summary>
    /// <returns>Whether Momento has it.</returns>
    public Task<bool> AddAsync(string tokenId) => _list.ChangeAsync(store => store.AddAsync(tokenId), ids => ids.Append(tokenId));

    /// <summary>Lets a token id in again: in this process at once, in others when they read the list next.</summary>
    /// <returns>Whether Momento no longer has it.</returns>
    public Task<bool> RemoveAsync(string tokenId) =>
        _list.ChangeAsync(store => store.RemoveAsync(tokenId), ids => ids.Where(id => id != tokenId));
}
