using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aspire.Hosting.ApplicationModel;

public class EnvironmentCallbackContext(
    DistributedApplicationExecutionContext executionContext,
    Dictionary<string, object>? environmentVariables = null,
    CancellationToken cancellationToken = default)
{
    private readonly IResource? _resource;

    public EnvironmentCallbackContext(
        DistributedApplicationExecutionContext executionContext,
        IResource resource,
        Dictionary<string, object>? environmentVariables = null,
        CancellationToken cancellationToken = default)
        : this(executionContext, environmentVariables, cancellationToken) => _resource = resource;

    public Dictionary<string, object> EnvironmentVariables { get; } = environmentVariables ?? [];

    public CancellationToken CancellationToken { get; } = cancellationToken;

    public ILogger Logger { get; set; } = NullLogger.Instance;

    public IResource Resource => _resource ?? throw new InvalidOperationException("This context was made without a resource.");

    public DistributedApplicationExecutionContext ExecutionContext { get; } = executionContext;
}
