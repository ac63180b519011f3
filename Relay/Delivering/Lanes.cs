using System.Text.Json;
using CourseComments.Contracts;
using CourseComments.Relay.Checkpoints;

namespace CourseComments.Relay.Delivering;

/// <summary>
/// One lane for each course: its messages are delivered one after the other, beside those of other courses. What is no
/// comment shares one.
/// </summary>
internal sealed class Lanes(Courier courier, AcknowledgedPrefix prefix, RelayStatus status, int capacity, CancellationTokenSource leading) : IDisposable
{
    private const string NoCourse = "";

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Queue<WaitingMessage>> _lanes = new(StringComparer.Ordinal);
    private readonly HashSet<Task> _running = [];
    private readonly SemaphoreSlim _room = new(capacity);

    /// <summary>Waits until one more message has room.</summary>
    public Task WaitForRoomAsync() => _room.WaitAsync(leading.Token);

    /// <summary>Puts a message that has room at the end of its lane.</summary>
    public void Add(WaitingMessage message)
    {
        var course = CourseOf(message.Message.Text);
        lock (_lock)
        {
            if (_lanes.TryGetValue(course, out var lane))
            {
                lane.Enqueue(message);
                return;
            }

            _lanes[course] = new Queue<WaitingMessage>([message]);
            var run = Task.Run(() => RunAsync(course), CancellationToken.None);
            _running.Add(run);
            _ = run.ContinueWith(Remove, TaskScheduler.Default);
        }
    }

    /// <summary>Ends when all lanes have: after what is in flight, once stopped. Fails with a lane that did.</summary>
    public async Task DrainAsync()
    {
        Task[] running;
        lock (_lock)
        {
            running = [.. _running];
        }

        await Task.WhenAll(running);
    }

    public void Dispose() => _room.Dispose();

    private async Task RunAsync(string course)
    {
        while (Next(course) is { } message)
        {
            try
            {
                await courier.DeliverAsync(message.Message, leading.Token);
            }
            catch (OperationCanceledException) when (leading.IsCancellationRequested)
            {
                // Not acknowledged: whoever goes on from the checkpoint has it again.
                return;
            }
            catch (Exception)
            {
                // Its course would wait for ever.
                await leading.CancelAsync();
                throw;
            }

            // Room is made by the prefix alone: what has overtaken a message that waits is kept, too.
            if (prefix.Acknowledge(message) is > 0 and var grown)
            {
                status.Progressed();
                _room.Release(grown);
            }
        }
    }

    private WaitingMessage? Next(string course)
    {
        lock (_lock)
        {
            if (_lanes[course].TryDequeue(out var message))
            {
                return message;
            }

            _lanes.Remove(course);
            return null;
        }
    }

    /// <summary>What failed stays, to be found when the lanes are drained.</summary>
    private void Remove(Task run)
    {
        if (run.IsFaulted)
        {
            return;
        }

        lock (_lock)
        {
            _running.Remove(run);
        }
    }

    private static string CourseOf(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, ContractsJsonContext.Default.CommentMessage)?.CourseId ?? NoCourse;
        }
        catch (JsonException)
        {
            return NoCourse;
        }
    }
}
