using Grpc.Core;

namespace Momento.Sdk.Exceptions;

/// <summary>What went wrong; carried by every <c>Error</c> response.</summary>
public abstract class SdkException : Exception
{
    private protected SdkException(
        MomentoErrorCode errorCode, string message, string messageWrapper, MomentoErrorTransportDetails? transportDetails, Exception? e)
        : base(message, e)
    {
        ErrorCode = errorCode;
        MessageWrapper = messageWrapper;
        TransportDetails = transportDetails;
    }

    public MomentoErrorCode ErrorCode { get; }

    public MomentoErrorTransportDetails? TransportDetails { get; }

    /// <summary>What the error code means, put before the message.</summary>
    public string MessageWrapper { get; set; }
}

public class MomentoErrorTransportDetails(MomentoGrpcErrorDetails grpc)
{
    public MomentoGrpcErrorDetails Grpc { get; } = grpc;
}

public class MomentoGrpcErrorDetails(StatusCode code, string details, Metadata? metadata = null)
{
    public StatusCode Code { get; } = code;

    public string Details { get; } = details;

    public Metadata? Metadata { get; set; } = metadata;
}
