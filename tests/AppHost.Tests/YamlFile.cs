using SharpYaml.Model;

namespace CourseComments.AppHost.Tests;

/// <summary>A file in YAML.</summary>
internal sealed class YamlFile
{
    private readonly YamlMapping _root;

    public YamlFile(string path)
    {
        using var text = File.OpenText(path);
        _root = (YamlMapping)YamlStream.Load(text)[0].Contents!;
    }

    /// <summary>What all keys of a name say, however deep they are, from top to bottom.</summary>
    public IEnumerable<string> ValuesOf(string key) => ValuesOf(key, _root);

    /// <summary>The keys and values below one of the outermost keys, each <c>key: value</c>.</summary>
    public IEnumerable<string> Below(string key) =>
        _root.TryGetValue(key, out var child) ? ((YamlMapping)child!).Select(entry => $"{entry.Key}: {entry.Value}") : [];

    private static IEnumerable<string> ValuesOf(string key, YamlElement? element) => element switch
    {
        YamlMapping mapping => mapping.SelectMany(entry => (entry.Key, entry.Value) is (YamlValue name, YamlValue value)
            ? name.Value == key ? [value.Value] : []
            : ValuesOf(key, entry.Value)),
        YamlSequence sequence => sequence.SelectMany(item => ValuesOf(key, item)),
        _ => [],
    };
}
