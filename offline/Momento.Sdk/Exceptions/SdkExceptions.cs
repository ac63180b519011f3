namespace Momento.Sdk.Exceptions;

public class AlreadyExistsException(string message, MomentoErrorTransportDetails transportDetails, Exception? e = null)
    : SdkException(MomentoErrorCode.ALREADY_EXISTS_ERROR, message, "A cache of that name exists already", transportDetails, e);

public class AuthenticationException(string message, MomentoErrorTransportDetails transportDetails, Exception? e = null)
    : SdkException(MomentoErrorCode.AUTHENTICATION_ERROR, message, "Momento does not accept these credentials", transportDetails, e);

public class BadRequestException(string message, MomentoErrorTransportDetails transportDetails, Exception? e = null)
    : SdkException(MomentoErrorCode.BAD_REQUEST_ERROR, message, "Momento does not know such a request", transportDetails, e);

public class CancelledException(string message, MomentoErrorTransportDetails transportDetails, Exception? e = null)
    : SdkException(MomentoErrorCode.CANCELLED_ERROR, message, "The request was cancelled", transportDetails, e);

public class ConnectionException(string message, MomentoErrorTransportDetails transportDetails, Exception? e = null)
    : SdkException(MomentoErrorCode.CONNECTION_ERROR, message, "Momento cannot be connected to", transportDetails, e);

public class FailedPreconditionException(string message, MomentoErrorTransportDetails transportDetails, Exception? e = null)
    : SdkException(MomentoErrorCode.FAILED_PRECONDITION_ERROR, message, "The state that the operation needs is not there", transportDetails, e);

public class InternalServerException(string message, MomentoErrorTransportDetails? transportDetails = null, Exception? e = null)
    : SdkException(MomentoErrorCode.INTERNAL_SERVER_ERROR, message, "Momento failed", transportDetails, e);

public class InvalidArgumentException(string message, MomentoErrorTransportDetails? transportDetails = null, Exception? e = null)
    : SdkException(MomentoErrorCode.INVALID_ARGUMENT_ERROR, message, "An argument is invalid", transportDetails, e);

public class NotFoundException(string message, MomentoErrorTransportDetails transportDetails, Exception? e = null)
    : SdkException(MomentoErrorCode.NOT_FOUND_ERROR, message, "There is no cache of that name", transportDetails, e);

public class PermissionDeniedException(string message, MomentoErrorTransportDetails transportDetails, Exception? e = null)
    : SdkException(MomentoErrorCode.PERMISSION_ERROR, message, "The credentials do not allow this operation", transportDetails, e);

public class ServerUnavailableException(string message, MomentoErrorTransportDetails transportDetails, Exception? e = null)
    : SdkException(MomentoErrorCode.SERVER_UNAVAILABLE, message, "Momento is unavailable", transportDetails, e);

public class TimeoutException(string message, MomentoErrorTransportDetails transportDetails, Exception? e = null)
    : SdkException(MomentoErrorCode.TIMEOUT_ERROR, message, "The configured client timeout passed", transportDetails, e);

public class UnknownException(string message, MomentoErrorTransportDetails? transportDetails = null, Exception? e = null)
    : SdkException(MomentoErrorCode.UNKNOWN_ERROR, message, "An unknown error happened", transportDetails, e);

public class UnknownServiceException(string message, MomentoErrorTransportDetails transportDetails, Exception? e = null)
    : SdkException(MomentoErrorCode.UNKNOWN_SERVICE_ERROR, message, "Momento answered with an unknown error", transportDetails, e);
