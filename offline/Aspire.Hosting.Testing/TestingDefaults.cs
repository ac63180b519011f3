using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>What a test changes about an app host before its builder exists: any ports, no dashboard, logs through ILogger.</summary>
internal static class TestingDefaults
{
    private static readonly string[] Prefixes = ["DOTNET_", "ASPNETCORE_"];

    public static void Apply(
        DistributedApplicationOptions options,
        HostApplicationBuilderSettings settings,
        string[] args,
        Assembly appHost,
        Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configure)
    {
        settings.Args = options.Args = [.. settings.Args ?? [], .. args];
        settings.ApplicationName = options.AssemblyName = appHost.GetName().Name;
        settings.Configuration ??= new();
        options.DisableDashboard = true;
        options.EnableResourceLogging = true;
        var defaults = new Dictionary<string, string?> { ["DcpPublisher:RandomizePorts"] = "true" };
        if (Directory.Exists(options.ProjectDirectory))
        {
            settings.ContentRootPath = options.ProjectDirectory;
        }

        AddMissing(settings, defaults);
        configure(options, settings);
        if (settings.ContentRootPath is { } directory)
        {
            AddMissing(settings, FromLaunchProfile(directory, Configured(settings)["DOTNET_LAUNCH_PROFILE"]));
        }
    }

    /// <summary>The variables of the app host's launch profile count as its environment, as they do under "dotnet run".</summary>
    private static Dictionary<string, string?> FromLaunchProfile(string directory, string? name)
    {
        var found = new Dictionary<string, string?>();
        var profiles = LaunchSettingsReader.ReadFrom(directory)?.Profiles;
        if (profiles is null or { Count: 0 })
        {
            return found;
        }

        if (string.IsNullOrEmpty(name))
        {
            name = profiles.First().Key;
            found["DOTNET_LAUNCH_PROFILE"] = name;
        }

        var profile = profiles.GetValueOrDefault(name)
            ?? throw new InvalidOperationException($"The launch settings in '{directory}' have no profile '{name}'.");
        foreach (var (variable, value) in profile.EnvironmentVariables)
        {
            found[variable] = value;
            foreach (var prefix in Prefixes.Where(prefix => variable.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
            {
                found[variable[prefix.Length..]] = value;
            }
        }

        return found;
    }

    private static void AddMissing(HostApplicationBuilderSettings settings, Dictionary<string, string?> values)
    {
        var configured = Configured(settings);
        settings.Configuration!.AddInMemoryCollection(values.Where(value => configured[value.Key] is null).ToArray());
    }

    private static ConfigurationManager Configured(HostApplicationBuilderSettings settings)
    {
        var configured = new ConfigurationManager();
        configured.AddCommandLine(settings.Args ?? []);
        configured.AddConfiguration(settings.Configuration!);
        return configured;
    }
}
