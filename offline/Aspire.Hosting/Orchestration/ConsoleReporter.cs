using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Orchestration;

/// <summary>At a terminal: each line after the name of its resource, in the resource's own colour.</summary>
internal sealed class ConsoleReporter : IReporter
{
    private static readonly int[] Colours = [36, 33, 32, 35, 34, 96, 93, 92, 95, 94];
    private readonly Lock _gate = new();
    private readonly TextWriter _output;
    private readonly bool _coloured;
    private readonly Dictionary<string, int> _order;
    private readonly int _width;
    private string? _login;

    public ConsoleReporter(DistributedApplicationModel model)
        : this(model, Console.Out, !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")))
    {
    }

    internal ConsoleReporter(DistributedApplicationModel model, TextWriter output, bool coloured)
    {
        _output = output;
        _coloured = coloured;
        _order = model.Resources.Select((resource, index) => (resource.Name, index)).ToDictionary(entry => entry.Name, entry => entry.index);
        _width = model.Resources.Where(resource => resource is not ParameterResource).Select(resource => resource.Name.Length).DefaultIfEmpty().Max();
    }

    public void ResourceLine(string resource, LogLine line) => Write(Prefixed(resource, line));

    public void ResourceFailed(string resource, string reason, IReadOnlyList<LogLine> lastLines)
    {
        var rule = new string('-', 72);
        Write(
        [
            "",
            Paint(31, rule),
            Paint(31, $"{resource} failed: {reason}"),
            .. lastLines.Count == 0 ? [] : new[] { $"Its last {(lastLines.Count == 1 ? "line" : $"{lastLines.Count} lines")}:" },
            .. lastLines.Select(line => Prefixed(resource, line)),
            Paint(31, rule),
            "",
        ]);
    }

    public void ResourceFinished(string resource) => Write($"{Name(resource)} has finished.");

    public void Notice(string text) => Write(text);

    public void DashboardReady(string loginUrl)
    {
        lock (_gate)
        {
            _login = $"Login to the dashboard at {loginUrl}";
            Write(_login);
        }
    }

    public void AllHealthy(IReadOnlyList<(string Resource, string State, IReadOnlyList<string> Urls)> resources)
    {
        var width = resources.Max(row => row.Resource.Length);
        Write(
        [
            "",
            .. resources.Select(row => $"  {row.Resource.PadRight(width)}  {row.State,-8} {string.Join("  ", row.Urls)}".TrimEnd()),
            "",
            .. _login is { } login ? [login] : Array.Empty<string>(), // Told before, but much has been written since.
            "Everything is running. Press Ctrl+C to stop.",
            "",
        ]);
    }

    private string Prefixed(string resource, LogLine line) =>
        $"{Name(resource)} {(line.IsErrorMessage ? Paint(31, "!") : "|")} {(_coloured ? line.Content : AnsiText.Strip(line.Content))}";

    private string Name(string resource) => Paint(Colours[_order.GetValueOrDefault(resource) % Colours.Length], resource.PadRight(_width));

    private string Paint(int colour, string text) => _coloured ? $"\e[{colour}m{text}\e[0m" : text;

    private void Write(params IEnumerable<string> lines)
    {
        lock (_gate)
        {
            foreach (var line in lines)
            {
                _output.WriteLine(line);
            }
        }
    }
}
