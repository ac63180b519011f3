using Grpc.Core;

namespace Momento.Emulator;

/// <summary>The errors that SDKs tell apart: by status, by the trailer <c>err</c>, and some by words in the message.</summary>
internal static class MomentoErrors
{
    private const string ReasonTrailer = "err";

    public static RpcException InvalidArgument(string message) => new(new Status(StatusCode.InvalidArgument, message));

    public static RpcException Unauthenticated() => new(new Status(
        StatusCode.Unauthenticated, "The API key or token is missing, unknown or expired"));

    public static RpcException PermissionDenied() => new(new Status(
        StatusCode.PermissionDenied, "Insufficient permissions to perform this operation"));

    /// <summary>No trailer: that is how SDKs know that the cache is missing, and not an item.</summary>
    public static RpcException CacheNotFound() => new(new Status(
        StatusCode.NotFound, "A cache with the specified name does not exist"));

    public static RpcException WebhookNotFound() => new(
        new Status(StatusCode.NotFound, "A webhook with the specified name does not exist"), new Metadata { { ReasonTrailer, "webhook_not_found" } });

    public static RpcException CacheAlreadyExists() => new(new Status(
        StatusCode.AlreadyExists, "A cache with the specified name already exists"));

    public static RpcException WrongType() => new(new Status(
        StatusCode.FailedPrecondition, "The item is not of the type that this operation needs"));

    public static RpcException MalformedRequest() => new(new Status(
        StatusCode.Internal, "The request is not a message that this call takes"));

    public static RpcException NotANumber() => new(new Status(
        StatusCode.FailedPrecondition, "What is stored is not a whole number, or would not be one of 64 bits afterwards"));

    public static RpcException ShuttingDown() => new(new Status(StatusCode.Unavailable, "The server is shutting down"));

    public static RpcException NotPersisted() => new(new Status(StatusCode.Unavailable, "The journal could not be written"));

    public static RpcException RequestTooLarge() => LimitExceeded("request_size_limit_exceeded", "The request limit was exceeded: too large");

    public static RpcException ItemTooLarge() => LimitExceeded("item_size_limit_exceeded", "The item size limit was exceeded");

    public static RpcException ElementTooLarge() => LimitExceeded("element_size_limit_exceeded", "The element size limit was exceeded");

    public static RpcException TooManyOperations() => LimitExceeded("operations_rate_limit_exceeded", "The operations limit was exceeded: too many in a second");

    public static RpcException TooMuchThroughput() => LimitExceeded("throughput_rate_limit_exceeded", "The throughput limit was exceeded: too many bytes in a second");

    public static RpcException TooManySubscriptions() =>
        LimitExceeded("topic_subscriptions_limit_exceeded", "The limit on subscribers was exceeded: too many at once");

    public static RpcException TooManyWebhooks() => new(new Status(StatusCode.ResourceExhausted, "The cache has as many webhooks as it may have"));

    private static RpcException LimitExceeded(string reason, string message) => new(
        new Status(StatusCode.ResourceExhausted, message), new Metadata { { ReasonTrailer, reason } });
}
