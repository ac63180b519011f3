namespace Aspire.Hosting;

public class DistributedApplicationExecutionContext
{
    public DistributedApplicationExecutionContext(DistributedApplicationOperation operation)
        : this(operation, "manifest")
    {
    }

    public DistributedApplicationExecutionContext(DistributedApplicationOperation operation, string publisherName)
    {
        Operation = operation;
        PublisherName = publisherName;
    }

    public string PublisherName { get; set; }

    public DistributedApplicationOperation Operation { get; }

    public IServiceProvider Services
    {
        get => field ?? throw new InvalidOperationException("Services exist once the distributed application is built.");
        internal set;
    }

    public IServiceProvider ServiceProvider => Services;

    public bool IsPublishMode => Operation == DistributedApplicationOperation.Publish;

    public bool IsRunMode => Operation == DistributedApplicationOperation.Run;
}
