using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static partial class ProjectResourceBuilderExtensions
{
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(this IDistributedApplicationBuilder builder, [ResourceName] string name)
        where TProject : IProjectMetadata, new() => builder.AddProject<TProject>(name, _ => { });

    public static IResourceBuilder<ProjectResource> AddProject(this IDistributedApplicationBuilder builder, [ResourceName] string name, string projectPath) =>
        builder.AddProject(name, projectPath, _ => { });

    public static IResourceBuilder<ProjectResource> AddProject<TProject>(
        this IDistributedApplicationBuilder builder, [ResourceName] string name, string? launchProfileName)
        where TProject : IProjectMetadata, new() => builder.AddProject<TProject>(name, options => Choose(options, launchProfileName));

    public static IResourceBuilder<ProjectResource> AddProject(
        this IDistributedApplicationBuilder builder, [ResourceName] string name, string projectPath, string? launchProfileName) =>
        builder.AddProject(name, projectPath, options => Choose(options, launchProfileName));

    public static IResourceBuilder<ProjectResource> AddProject<TProject>(
        this IDistributedApplicationBuilder builder, [ResourceName] string name, Action<ProjectResourceOptions> configure)
        where TProject : IProjectMetadata, new() => builder.AddProject(name, new TProject(), configure);

    public static IResourceBuilder<ProjectResource> AddProject(
        this IDistributedApplicationBuilder builder, [ResourceName] string name, string projectPath, Action<ProjectResourceOptions> configure) =>
        builder.AddProject(name, new ProjectMetadata(FindProject(Path.GetFullPath(projectPath, builder.AppHostDirectory))), configure);

    public static IResourceBuilder<ProjectResource> WithEndpointsInEnvironment(this IResourceBuilder<ProjectResource> builder, Func<EndpointAnnotation, bool> filter) =>
        builder.WithAnnotation(new EndpointEnvironmentInjectionFilterAnnotation(filter));

    private static IResourceBuilder<ProjectResource> AddProject(
        this IDistributedApplicationBuilder builder, string name, IProjectMetadata metadata, Action<ProjectResourceOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var options = new ProjectResourceOptions();
        configure(options);
        return builder.AddResource(new ProjectResource(name)).WithAnnotation(metadata).WithDefaults(options);
    }

    private static void Choose(ProjectResourceOptions options, string? launchProfileName)
    {
        options.ExcludeLaunchProfile = launchProfileName is null;
        options.LaunchProfileName = launchProfileName;
    }

    private static string FindProject(string path) =>
        Directory.Exists(path) && Directory.GetFiles(path, "*.csproj") is [var onlyProject] ? onlyProject : path;
}
