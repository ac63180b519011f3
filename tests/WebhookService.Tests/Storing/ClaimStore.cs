using CourseComments.WebhookService.Storing;
using Microsoft.Extensions.Time.Testing;

namespace CourseComments.WebhookService.Tests.Storing;

/// <summary>The cache's lists as several processes see them: answers come later, and in any order.</summary>
internal sealed class ClaimStore : ICommentStore
{
    private readonly Lock _lock = new();
    private ModelCache _cache = new(new FakeTimeProvider());

    public int Appends { get; private set; }

    public int Fetches { get; private set; }

    /// <summary>Set: the next append arrives, and its answer does not.</summary>
    public bool LosesAnswer { get; set; }

    /// <summary>Set: the next append does not arrive.</summary>
    public bool LosesRequest { get; set; }

    /// <summary>What appends wait for before they arrive.</summary>
    public Task Opening { get; set; } = Task.CompletedTask;

    public void Lose()
    {
        lock (_lock)
        {
            _cache = new(new FakeTimeProvider());
        }
    }

    public async Task<int> AppendAsync(string listName, IEnumerable<byte[]> elements)
    {
        await Task.Yield();
        await Opening;
        if (LosesRequest)
        {
            LosesRequest = false;
            throw new StoreUnavailableException("model");
        }

        int length;
        lock (_lock)
        {
            Appends++;
            length = _cache.Append(listName, elements);
        }

        await Task.Yield();
        if (LosesAnswer)
        {
            LosesAnswer = false;
            throw new StoreUnavailableException("model");
        }

        return length;
    }

    public async Task<IList<byte[]>> FetchAsync(string listName, int start, int end)
    {
        await Task.Yield();
        lock (_lock)
        {
            Fetches++;
            return _cache.Fetch(listName, start, end);
        }
    }

    public Task<bool> TrySetMarkAsync(string key, string value) => throw new NotSupportedException();

    public Task<string?> GetMarkAsync(string key) => throw new NotSupportedException();

    public Task<TimeSpan?> GetMarkAgeAsync(string key) => throw new NotSupportedException();

    public Task PushAsync(string courseId, byte[] element)
    {
        lock (_lock)
        {
            _cache.Push(courseId, element);
        }

        return Task.CompletedTask;
    }

    public Task RemoveAsync(string courseId, byte[] element) => throw new NotSupportedException();
}
