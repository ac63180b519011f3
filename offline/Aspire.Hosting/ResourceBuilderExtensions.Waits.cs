using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    public static IResourceBuilder<T> WaitFor<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency)
        where T : IResourceWithWaitSupport => builder.Wait(dependency, WaitType.WaitUntilHealthy, null);

    public static IResourceBuilder<T> WaitFor<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency, WaitBehavior waitBehavior)
        where T : IResourceWithWaitSupport => builder.Wait(dependency, WaitType.WaitUntilHealthy, waitBehavior);

    public static IResourceBuilder<T> WaitForStart<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency)
        where T : IResourceWithWaitSupport => builder.Wait(dependency, WaitType.WaitUntilStarted, null);

    public static IResourceBuilder<T> WaitForStart<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency, WaitBehavior waitBehavior)
        where T : IResourceWithWaitSupport => builder.Wait(dependency, WaitType.WaitUntilStarted, waitBehavior);

    public static IResourceBuilder<T> WaitForCompletion<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency, int exitCode = 0)
        where T : IResourceWithWaitSupport => builder.Wait(dependency, WaitType.WaitForCompletion, null, exitCode);

    public static IResourceBuilder<T> WithExplicitStart<T>(this IResourceBuilder<T> builder)
        where T : IResource => builder.WithAnnotation(new ExplicitStartupAnnotation());

    public static IResourceBuilder<T> ExcludeFromManifest<T>(this IResourceBuilder<T> builder)
        where T : IResource => builder.WithAnnotation(ManifestPublishingCallbackAnnotation.Ignore);

    private static IResourceBuilder<T> Wait<T>(
        this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency, WaitType type, WaitBehavior? behavior, int exitCode = 0)
        where T : IResourceWithWaitSupport
    {
        if ((IResource)builder.Resource == dependency.Resource)
        {
            throw new DistributedApplicationException($"'{builder.Resource.Name}' cannot wait for itself.");
        }

        if (builder.Resource is IResourceWithParent child && child.Parent == dependency.Resource)
        {
            throw new DistributedApplicationException($"'{builder.Resource.Name}' cannot wait for its parent '{dependency.Resource.Name}'.");
        }

        if (type != WaitType.WaitForCompletion && dependency.Resource is IResourceWithParent { Parent: { } parent })
        {
            builder.Wait(builder.ApplicationBuilder.CreateResourceBuilder(parent), type, behavior);
        }

        return builder.WithRelationship(dependency.Resource, KnownRelationshipTypes.WaitFor)
            .WithAnnotation(new WaitAnnotation(dependency.Resource, type, exitCode) { WaitBehavior = behavior });
    }
}
