namespace Aspire.Hosting.ApplicationModel;

public interface IResourceWithArgs : IResource;
