using System.Text.Json;

namespace CourseComments.History;

/// <summary>A history that was kept: one event in a line.</summary>
public static class HistoryFile
{
    /// <summary>A file that a recorder writes to, from its beginning.</summary>
    public static TextWriter Create(string path) => new StreamWriter(path, append: false);

    /// <exception cref="InvalidDataException">A line is no event; says which.</exception>
    public static IReadOnlyList<HistoryEvent> Read(string path)
    {
        var events = new List<HistoryEvent>();
        foreach (var line in File.ReadLines(path))
        {
            try
            {
                events.Add(JsonSerializer.Deserialize(line, HistoryJsonContext.Default.HistoryEvent)!);
            }
            catch (JsonException exception)
            {
                throw new InvalidDataException($"{path}, line {events.Count + 1} is no event: {exception.Message}", exception);
            }
        }

        return events;
    }
}
