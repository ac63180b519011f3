namespace Aspire.Hosting.ApplicationModel;

internal static class ResourceInstanceExtensions
{
    /// <summary>The id of the resource's one instance: its name, and what tells the instance from those of other runs.</summary>
    public static string InstanceId(this IResource resource) =>
        resource.TryGetLastAnnotation<ResourceInstanceAnnotation>(out var instance) ? $"{resource.Name}-{instance.Suffix}" : resource.Name;

    public static bool IsCalled(this IResource resource, string nameOrId) =>
        string.Equals(resource.Name, nameOrId, StringComparison.OrdinalIgnoreCase)
        || string.Equals(resource.InstanceId(), nameOrId, StringComparison.OrdinalIgnoreCase);
}
