using CourseComments.WebhookService.Storing;
using Microsoft.Extensions.Time.Testing;

namespace CourseComments.WebhookService.Tests.Storing;

/// <summary>What Momento's cache does with marks and one list, each operation at once and whole.</summary>
internal sealed class ModelCache(FakeTimeProvider time)
{
    private readonly Dictionary<string, (string Value, DateTimeOffset At)> _marks = [];

    public List<byte[]> List { get; } = [];

    public bool TrySetMark(string key, string value) => _marks.TryAdd(key, (value, time.GetUtcNow()));

    public string? GetMark(string key) => _marks.TryGetValue(key, out var mark) ? mark.Value : null;

    public TimeSpan? GetMarkAge(string key) => _marks.TryGetValue(key, out var mark) ? time.GetUtcNow() - mark.At : null;

    public void Push(byte[] element) => List.Insert(0, element);

    public void Remove(byte[] element) => List.RemoveAll(listed => listed.AsSpan().SequenceEqual(element));

    public IList<byte[]> Fetch(int start, int end) => [.. List.Skip(start).Take(end - start)];

    public int CountOf(string id) => List.Count(element => CommentElement.AttemptOf(element, id) is not null);
}
