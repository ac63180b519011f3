namespace CourseComments.WebhookService.Storing;

/// <summary>
/// What storing a comment needs of a cache: marks that can be set once, and lists. Every member throws
/// <see cref="StoreUnavailableException"/> when it is not known whether the cache did it.
/// </summary>
internal interface ICommentStore
{
    /// <returns>Whether this call set the mark; false when it was there already.</returns>
    Task<bool> TrySetMarkAsync(string key, string value);

    /// <returns>Null when there is no such mark.</returns>
    Task<string?> GetMarkAsync(string key);

    /// <summary>How long ago, by the cache's own clock, a mark was set.</summary>
    /// <returns>Null when there is no such mark.</returns>
    Task<TimeSpan?> GetMarkAgeAsync(string key);

    /// <summary>Adds elements to the end of a list.</summary>
    /// <returns>How many the list has with them.</returns>
    Task<int> AppendAsync(string listName, IEnumerable<byte[]> elements);

    /// <summary>Puts an element at the front of a course's list and keeps only the newest.</summary>
    Task PushAsync(string courseId, byte[] element);

    /// <summary>Removes an element, if it is there.</summary>
    Task RemoveAsync(string courseId, byte[] element);

    /// <summary>A list's elements from <paramref name="start"/> up to, not including, <paramref name="end"/>, as they stand.</summary>
    Task<IList<byte[]>> FetchAsync(string listName, int start, int end);
}
