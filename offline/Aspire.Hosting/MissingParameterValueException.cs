namespace Aspire.Hosting;

internal sealed class MissingParameterValueException(string message) : DistributedApplicationException(message);
