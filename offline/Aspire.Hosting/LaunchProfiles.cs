using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

internal static class LaunchProfiles
{
    /// <summary>The profile asked for; else the one named as the app host's own; else the first that starts the project.</summary>
    public static (string Name, LaunchProfile Profile)? Select(IResourceBuilder<ProjectResource> project, string? name)
    {
        var metadata = project.Resource.Annotations.OfType<IProjectMetadata>().Last();
        if (!File.Exists(metadata.ProjectPath))
        {
            throw new DistributedApplicationException($"The project of '{project.Resource.Name}' is not at '{metadata.ProjectPath}'.");
        }

        var profiles = (metadata.LaunchSettings ?? LaunchSettingsReader.ReadFrom(Path.GetDirectoryName(metadata.ProjectPath)!))?.Profiles ?? [];
        if (name is not null)
        {
            return profiles.TryGetValue(name, out var named)
                ? (name, named)
                : throw new DistributedApplicationException($"'{metadata.ProjectPath}' has no launch profile '{name}'.");
        }

        var configuration = project.ApplicationBuilder.Configuration;
        if ((configuration["AppHost:DefaultLaunchProfileName"] ?? configuration["DOTNET_LAUNCH_PROFILE"]) is { } own && profiles.TryGetValue(own, out var alike))
        {
            return (own, alike);
        }

        foreach (var (first, profile) in profiles)
        {
            if (profile.CommandName is null or "" or "Project" or "Executable")
            {
                return (first, profile);
            }
        }

        return null;
    }

    public static IEnumerable<string> Urls(LaunchProfile profile) => profile.ApplicationUrl?.Split(';', StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>Separated by white space; double quotes hold one argument together.</summary>
    public static IEnumerable<string> Arguments(LaunchProfile profile)
    {
        var quoted = false;
        var argument = new System.Text.StringBuilder();
        foreach (var character in (profile.CommandLineArgs ?? "") + " ")
        {
            if (character == '"')
            {
                quoted = !quoted;
            }
            else if (!quoted && char.IsWhiteSpace(character))
            {
                if (argument.Length > 0)
                {
                    yield return argument.ToString();
                    argument.Clear();
                }
            }
            else
            {
                argument.Append(character);
            }
        }
    }
}
