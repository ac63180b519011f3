using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;

namespace Aspire.Hosting.ApplicationModel;

internal sealed class ResourceCollection : Collection<IResource>, IResourceCollection
{
    public bool TryGetByName(string name, [NotNullWhen(true)] out IResource? resource)
    {
        resource = this.FirstOrDefault(candidate => string.Equals(candidate.Name, name, StringComparison.OrdinalIgnoreCase));
        return resource is not null;
    }

    protected override void InsertItem(int index, IResource item)
    {
        if (TryGetByName(item.Name, out var existing))
        {
            throw new DistributedApplicationException(
                $"Cannot add resource of type '{item.GetType()}' with name '{item.Name}': a resource of type '{existing.GetType()}' already has this name. Names are compared without case.");
        }

        base.InsertItem(index, item);
    }
}
