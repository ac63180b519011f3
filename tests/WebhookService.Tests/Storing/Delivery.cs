using CourseComments.WebhookService.Comments;
using CourseComments.WebhookService.Storing;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CourseComments.WebhookService.Tests.Storing;

/// <summary>
/// One delivery of an event in a process of its own, which goes on only when it is told to: each call to the cache waits
/// for its turn. The process may die at any of them, and a call that was on its way then may still arrive.
/// </summary>
internal sealed class Delivery : ICommentStore, ILateCleaning
{
    private readonly ModelCache _cache;
    private readonly List<(string CourseId, string Id, int Winner)> _late = [];
    private readonly CommentWriter _writer;
    private readonly Cleaning _cleaning;
    private Task<WriteResult>? _result;
    private Action? _effect;
    private Action? _answer;
    private Action? _failure;

    public Delivery(ModelCache cache, FakeTimeProvider time)
    {
        _cache = cache;
        _cleaning = new Cleaning(this, Options.Create(new CommentOptions()));
        _writer = new CommentWriter(this, new ClaimLogs(this), _cleaning, this, Options.Create(new StoringOptions()), time);
    }

    /// <summary>Whether a call waits for its turn.</summary>
    public bool IsWaiting => _effect is not null;

    public bool IsDead { get; private set; }

    /// <summary>Null while it is not known.</summary>
    public WriteResult? Result => _result is { IsCompleted: true } ? _result.GetAwaiter().GetResult() : null;

    public bool IsAcknowledged => Result is WriteResult.Listed;

    public void Begin(Comment comment) => _result = _writer.WriteAsync(Story.Course, comment, new ClaimLogKey(null, 1));

    /// <summary>The call reaches the cache, and its answer comes back.</summary>
    public void Proceed()
    {
        _effect!();
        Answer(_answer!);
    }

    /// <summary>The call reaches the cache, and its answer does not come in time.</summary>
    public void LoseAnswer()
    {
        _effect!();
        Answer(_failure!);
    }

    /// <summary>The process dies. Its call is still on its way.</summary>
    /// <returns>What happens when it arrives.</returns>
    public Action Die()
    {
        IsDead = true;
        var effect = _effect!;
        _effect = null;
        return effect;
    }

    /// <summary>What it was to clean later, it cleans now, unless it died.</summary>
    public void CleanLate()
    {
        foreach (var (courseId, id, winner) in IsDead ? [] : _late)
        {
            var cleaned = _cleaning.CleanAsync(courseId, id, winner);
            while (!cleaned.IsCompleted)
            {
                Proceed();
            }
        }
    }

    public void Schedule(string courseId, string id, int winner) => _late.Add((courseId, id, winner));

    public Task<bool> TrySetMarkAsync(string key, string value) => Call(() => _cache.TrySetMark(key, value));

    public Task<string?> GetMarkAsync(string key) => Call(() => _cache.GetMark(key));

    public Task<TimeSpan?> GetMarkAgeAsync(string key) => Call(() => _cache.GetMarkAge(key));

    public Task<int> AppendAsync(string listName, IEnumerable<byte[]> elements) => Call(() => _cache.Append(listName, elements));

    public Task PushAsync(string courseId, byte[] element) => Call(() =>
    {
        _cache.Push(courseId, element);
        return true;
    });

    public Task RemoveAsync(string courseId, byte[] element) => Call(() =>
    {
        _cache.Remove(courseId, element);
        return true;
    });

    public Task<IList<byte[]>> FetchAsync(string listName, int start, int end) => Call(() => _cache.Fetch(listName, start, end));

    private Task<T> Call<T>(Func<T> operation)
    {
        var answer = new TaskCompletionSource<T>();
        T? value = default;
        _effect = () => value = operation();
        _answer = () => answer.SetResult(value!);
        _failure = () => answer.SetException(new StoreUnavailableException("model"));
        return answer.Task;
    }

    private void Answer(Action answer)
    {
        _effect = null;
        answer();
    }
}
