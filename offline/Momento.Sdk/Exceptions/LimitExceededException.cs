using Grpc.Core;

namespace Momento.Sdk.Exceptions;

public class LimitExceededException(
    string messageWrapper, string message, MomentoErrorTransportDetails transportDetails, RpcException? e = null)
    : SdkException(MomentoErrorCode.LIMIT_EXCEEDED_ERROR, message, messageWrapper, transportDetails, e)
{
    // The trailer decides where there is one; older servers tell by the message alone.
    private static readonly (string Trailer, string InMessage, string Wrapper)[] Limits =
    [
        ("topic_subscriptions_limit_exceeded", "subscribers", "Topic subscriptions limit exceeded for this account"),
        ("operations_rate_limit_exceeded", "operations", "Request rate limit exceeded for this account"),
        ("throughput_rate_limit_exceeded", "throughput", "Bandwidth limit exceeded for this account"),
        ("request_size_limit_exceeded", "request limit", "Request size limit exceeded for this account"),
        ("item_size_limit_exceeded", "item size", "Item size limit exceeded for this account"),
        ("element_size_limit_exceeded", "element size", "Element size limit exceeded for this account"),
    ];

    public static LimitExceededException CreateWithMessageWrapper(
        string message, MomentoErrorTransportDetails transportDetails, RpcException? e = null)
    {
        var trailer = e?.Trailers.GetValue("err");
        var limit = trailer is null
            ? Limits.FirstOrDefault(l => message.Contains(l.InMessage, StringComparison.OrdinalIgnoreCase))
            : Limits.FirstOrDefault(l => l.Trailer == trailer);
        return new(limit.Wrapper ?? "Limit exceeded for this account", message, transportDetails, e);
    }
}
