using System.Globalization;

namespace CourseComments.Benchmarks.Load;

/// <summary>Prints rows as Markdown, so that they can be kept as they are.</summary>
public sealed class Table
{
    private readonly int[] _widths;

    public Table(params string[] columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        _widths = [.. columns.Select(column => Math.Max(column.Length, 7))];
        _widths[0] = Math.Max(_widths[0], 34);
        Write(columns);
        Console.WriteLine($"|{string.Join('|', _widths.Select((width, index) => index == 0 ? new string('-', width + 2) : new string('-', width + 1) + ":"))}|");
    }

    /// <param name="cells">Texts, and numbers, which are rounded to what can be read.</param>
    public void Add(params object?[] cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        Write([.. cells.Select(Text)]);
    }

    private static string Text(object? cell) => cell switch
    {
        double number when double.IsNaN(number) => "",
        double number => number.ToString(Math.Abs(number) >= 100 ? "0" : Math.Abs(number) >= 10 ? "0.0" : "0.00", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => cell?.ToString() ?? "",
    };

    private void Write(string[] cells) =>
        Console.WriteLine($"| {string.Join(" | ", cells.Select((cell, index) => index == 0 ? cell.PadRight(_widths[0]) : cell.PadLeft(_widths[index])))} |");
}
