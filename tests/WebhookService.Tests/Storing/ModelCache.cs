using CourseComments.WebhookService.Storing;
using Microsoft.Extensions.Time.Testing;

namespace CourseComments.WebhookService.Tests.Storing;

/// <summary>What Momento's cache does with marks and lists, each operation at once and whole.</summary>
internal sealed class ModelCache(FakeTimeProvider time)
{
    private readonly Dictionary<string, (string Value, DateTimeOffset At)> _marks = [];
    private readonly Dictionary<string, List<byte[]>> _lists = [];

    public bool TrySetMark(string key, string value) => _marks.TryAdd(key, (value, time.GetUtcNow()));

    public string? GetMark(string key) => _marks.TryGetValue(key, out var mark) ? mark.Value : null;

    public TimeSpan? GetMarkAge(string key) => _marks.TryGetValue(key, out var mark) ? time.GetUtcNow() - mark.At : null;

    public int Append(string listName, IEnumerable<byte[]> elements)
    {
        List(listName).AddRange(elements);
        return List(listName).Count;
    }

    public void Push(string listName, byte[] element) => List(listName).Insert(0, element);

    public void Remove(string listName, byte[] element) => List(listName).RemoveAll(listed => listed.AsSpan().SequenceEqual(element));

    public IList<byte[]> Fetch(string listName, int start, int end) => [.. List(listName).Skip(start).Take(end - start)];

    public int CountOf(string listName, string id) => List(listName).Count(element => CommentElement.AttemptOf(element, id) is not null);

    private List<byte[]> List(string name) => _lists.TryGetValue(name, out var list) ? list : _lists[name] = [];
}
