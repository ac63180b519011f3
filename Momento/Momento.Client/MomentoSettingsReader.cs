using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace Momento.Client;

/// <summary>
/// Reads settings as Aspire's client integrations do, but collects what is wrong instead of throwing, each fault with its
/// configuration key and never with its value.
/// </summary>
internal sealed class MomentoSettingsReader(IConfiguration configuration, string connectionName)
{
    public const string SectionName = "Momento:Client";

    private readonly List<string> _faults = [];
    private readonly Dictionary<string, string> _sources = [];
    private readonly MomentoClientSettings _settings = new();

    /// <summary>What decides what is registered.</summary>
    public MomentoClientSettings Read(Action<MomentoClientSettings>? configureSettings)
    {
        var section = configuration.GetSection(SectionName);
        Bind(section, holdsNamedSections: true);
        Bind(section.GetSection(connectionName), holdsNamedSections: false);
        if (configuration.GetConnectionString(connectionName) is { Length: > 0 } connectionString)
        {
            _settings.ConnectionString = connectionString;
            _sources[nameof(MomentoClientSettings.ConnectionString)] = $"ConnectionStrings:{connectionName}";
        }

        configureSettings?.Invoke(_settings);
        RequirePositive(nameof(MomentoClientSettings.DefaultTtl), _settings.DefaultTtl);
        RequirePositive(nameof(MomentoClientSettings.ClientTimeout), _settings.ClientTimeout);
        return _settings;
    }

    /// <summary>All of it, after <see cref="Read"/>. Costs more, and is not needed before the service starts.</summary>
    public void Complete(MomentoClientOptions options)
    {
        var faults = new List<string>(_faults);
        (options.Settings, options.Connection, options.Faults) = (_settings, Connect(faults), faults);
    }

    private void Bind(IConfigurationSection section, bool holdsNamedSections)
    {
        foreach (var child in section.GetChildren())
        {
            var property = typeof(MomentoClientSettings).GetProperty(
                child.Key, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase);
            if (property is not null)
            {
                Set(property, child);
            }
            else if (child.Value is not null || !holdsNamedSections)
            {
                _faults.Add($"{child.Path} is not a setting.");
            }
        }
    }

    private void Set(PropertyInfo property, IConfigurationSection value)
    {
        _sources[property.Name] = value.Path;
        try
        {
            if (value.Get(property.PropertyType) is { } converted)
            {
                property.SetValue(_settings, converted);
            }
        }
        catch (InvalidOperationException)
        {
            _faults.Add($"{value.Path} is not a {property.PropertyType.Name}.");
        }
    }

    private void RequirePositive(string setting, TimeSpan value)
    {
        if (value <= TimeSpan.Zero)
        {
            _faults.Add($"{Source(setting)} must be more than zero.");
        }
    }

    private MomentoConnection? Connect(List<string> faults)
    {
        if (_settings.ConnectionString is { Length: > 0 } connectionString)
        {
            _ = MomentoConnection.TryParse(connectionString, out var parsed, out var wrong);
            faults.AddRange(wrong.Select(f => $"{Source(nameof(MomentoClientSettings.ConnectionString))}: {f}"));
            return parsed;
        }

        if (string.IsNullOrEmpty(_settings.Endpoint))
        {
            faults.Add($"ConnectionStrings:{connectionName} is missing, and so is {Source(nameof(MomentoClientSettings.Endpoint))}.");
            return null;
        }

        var (connection, parts) = MomentoConnection.Create(_settings.Endpoint, _settings.ApiKey);
        faults.AddRange(parts.Select(f => $"{Source(f.Keyword)} {f.Problem}."));
        return connection;
    }

    private string Source(string setting) => _sources.GetValueOrDefault(setting, $"{SectionName}:{setting}");
}
