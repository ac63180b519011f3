using CourseComments.History;

namespace CourseComments.Chaos.Tests;

public sealed class HistoryFileTests : IDisposable
{
    private readonly string _path = Path.Combine(Directory.CreateTempSubdirectory("chaos-history-").FullName, "history.jsonl");

    [Fact]
    public void A_history_that_was_kept_is_read_and_judged_as_it_was_recorded()
    {
        IReadOnlyList<HistoryEvent> recorded;
        using (var history = new HistoryRecorder(RunMode.Relay, 7, TimeProvider.System, HistoryFile.Create(_path)))
        {
            var comment = new CommentKey("ann", "algebra", "quoted \"text\"\nand Ünïcode");
            history.PublishEnded(history.PublishBegan(comment), PublishOutcome.Accepted);
            history.Disturbed("the emulator is killed");
            history.Acknowledged(comment);
            var read = history.ReadBegan("algebra", isFinal: true);
            history.PageRead(read, [new ListedComment("ann", "another")]);
            history.ReadEnded(read, isComplete: true);
            recorded = history.Events;
        }

        var kept = HistoryFile.Read(_path);

        Assert.Equal(recorded.Where(IsNoPage), kept.Where(IsNoPage));
        Assert.Equal($"{HistoryChecker.Check(recorded)[0]}", $"{HistoryChecker.Check(kept)[0]}");
        Assert.Equal(recorded.Count, File.ReadLines(_path).Count());
    }

    [Fact]
    public void A_line_that_is_no_event_is_named()
    {
        File.WriteAllText(_path, """
            {"event":"began","mode":"Relay","seed":1}
            {"event":"acknowled
            """);

        Assert.Contains("line 2", Assert.Throws<InvalidDataException>(() => HistoryFile.Read(_path)).Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_path)!, recursive: true);

    // A page's comments are a list, which is equal to no other.
    private static bool IsNoPage(HistoryEvent seen) => seen is not HistoryEvent.PageRead;
}
