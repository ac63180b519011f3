using System.Globalization;
using System.Numerics;

namespace Momento.Emulator.Configuration;

/// <summary>
/// Reads a section and collects every fault instead of stopping at the first. Faults name the full key and never a
/// value, as the value may be a secret.
/// </summary>
internal sealed class SectionReader(IConfigurationSection section, ICollection<string> faults)
{
    private readonly HashSet<string> _known = new(StringComparer.OrdinalIgnoreCase);

    public void Fault(string key, string problem) => faults.Add($"{ConfigurationPath.Combine(section.Path, key)} {problem}");

    /// <summary>The text, or null with a fault when it is missing or blank.</summary>
    public string? Text(string key)
    {
        var value = Value(key);
        if (!string.IsNullOrWhiteSpace(value))
        {
            return value;
        }

        Fault(key, "is missing or empty");
        return null;
    }

    public bool? Flag(string key)
    {
        var value = Value(key);
        if (string.IsNullOrEmpty(value))
        {
            return null;
        }

        if (bool.TryParse(value, out var flag))
        {
            return flag;
        }

        Fault(key, "must be true or false");
        return null;
    }

    /// <summary>The text, or null when there is none; blank is a fault.</summary>
    public string? OptionalText(string key) => Value(key) is null ? null : Text(key);

    /// <summary>The number, or null when there is none or it is at fault.</summary>
    public T? Number<T>(string key, T minimum, T maximum) where T : struct, INumber<T>
    {
        var value = Value(key);
        if (string.IsNullOrEmpty(value))
        {
            return null;
        }

        if (T.TryParse(value, CultureInfo.InvariantCulture, out var number) && number >= minimum && number <= maximum)
        {
            return number;
        }

        Fault(key, string.Create(CultureInfo.InvariantCulture, $"must be a number from {minimum} to {maximum}"));
        return null;
    }

    public TimeSpan? Duration(string key, TimeSpan maximum)
    {
        var value = Value(key);
        if (string.IsNullOrEmpty(value))
        {
            return null;
        }

        if (TimeSpan.TryParse(value, CultureInfo.InvariantCulture, out var duration) && duration >= TimeSpan.Zero && duration <= maximum)
        {
            return duration;
        }

        Fault(key, $"must be a duration such as 00:00:02, at most {maximum:c}");
        return null;
    }

    /// <summary>A section within this one.</summary>
    public T Section<T>(string key, Func<SectionReader, T> read)
    {
        var part = List(key, "must be a section");
        var value = read(part);
        part.RefuseUnknownKeys();
        return value;
    }

    public T? Choice<T>(string key) where T : struct, Enum
    {
        if (Text(key) is not { } text)
        {
            return null;
        }

        if (Enum.GetNames<T>().Contains(text, StringComparer.OrdinalIgnoreCase))
        {
            return Enum.Parse<T>(text, ignoreCase: true);
        }

        Fault(key, $"must be one of {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}");
        return null;
    }

    /// <summary>The names in a list, each only once.</summary>
    public IReadOnlyList<string> Names(string key)
    {
        var list = List(key);
        var names = list.Source.GetChildren().Select(child => (child.Key, Name: list.Text(child.Key))).ToArray();
        list.RequireUnique(names);
        list.RefuseUnknownKeys();
        return [.. names.Select(entry => entry.Name).OfType<string>()];
    }

    /// <summary>The entries of a list; those with a fault are left out.</summary>
    /// <param name="key">Key of the list.</param>
    /// <param name="read">Reads an entry; null when it has a fault.</param>
    /// <param name="unique">Key within an entry whose value must be unique.</param>
    public IReadOnlyList<T> Entries<T>(string key, Func<SectionReader, T?> read, string unique) where T : class
    {
        var list = List(key);
        var entries = new List<T>();
        foreach (var child in list.Source.GetChildren())
        {
            var entry = new SectionReader(child, faults);
            entries.AddRange(read(entry) is { } value ? [value] : []);
            entry.RefuseUnknownKeys();
        }

        list.RequireUnique(list.Source.GetChildren().Select(child => (ConfigurationPath.Combine(child.Key, unique), child[unique])));
        return entries;
    }

    /// <summary>Call last: everything that was not read is a mistake.</summary>
    public void RefuseUnknownKeys()
    {
        foreach (var child in section.GetChildren().Where(child => !_known.Contains(child.Key)))
        {
            Fault(child.Key, "is not a known key");
        }
    }

    private IConfigurationSection Source => section;

    private string? Value(string key)
    {
        _known.Add(key);
        var child = section.GetSection(key);
        foreach (var grandchild in child.GetChildren())
        {
            faults.Add($"{grandchild.Path} is not a known key");
        }

        return child.Value;
    }

    private SectionReader List(string key, string expected = "must be a list")
    {
        _known.Add(key);
        if (!string.IsNullOrEmpty(section[key]))
        {
            Fault(key, expected);
        }

        return new SectionReader(section.GetSection(key), faults);
    }

    private void RequireUnique(IEnumerable<(string Key, string? Value)> values)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (key, value) in values)
        {
            if (!string.IsNullOrWhiteSpace(value) && !seen.Add(value))
            {
                Fault(key, "is there twice");
            }
        }
    }
}
