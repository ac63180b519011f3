using Grpc.Core;

namespace Momento.Sdk.Exceptions;

/// <summary>Which exception a failed call becomes.</summary>
internal static class CacheExceptionMapper
{
    public static SdkException Convert(Exception exception, Metadata? sent = null) => exception switch
    {
        SdkException e => e,
        RpcException e => Convert(e, sent),
        _ => new UnknownException("The SDK could not process the request.", null, exception),
    };

    private static SdkException Convert(RpcException e, Metadata? sent)
    {
        var details = new MomentoErrorTransportDetails(new MomentoGrpcErrorDetails(e.StatusCode, e.Message, sent));
        return e.StatusCode switch
        {
            StatusCode.InvalidArgument => new InvalidArgumentException(e.Message, details),
            StatusCode.OutOfRange or StatusCode.Unimplemented => new BadRequestException(e.Message, details),
            StatusCode.FailedPrecondition => new FailedPreconditionException(e.Message, details),
            StatusCode.PermissionDenied => new PermissionDeniedException(e.Message, details),
            StatusCode.Unauthenticated => new AuthenticationException(e.Message, details),
            StatusCode.ResourceExhausted => LimitExceededException.CreateWithMessageWrapper(e.Message, details, e),
            StatusCode.NotFound => new NotFoundException(e.Message, details),
            StatusCode.AlreadyExists => new AlreadyExistsException(e.Message, details),
            StatusCode.DeadlineExceeded => new TimeoutException(e.Message, details),
            StatusCode.Cancelled => new CancelledException(e.Message, details),
            StatusCode.Unavailable => new ServerUnavailableException(e.Message, details),
            StatusCode.Unknown => new UnknownServiceException(e.Message, details),
            _ => new InternalServerException("The request failed unexpectedly.", details, e),
        };
    }
}
