using Momento.Protocol.Cache;
using Momento.Sdk.Exceptions;

namespace Momento.Sdk.Responses;

/// <summary>Whether an item's lifetime was set.</summary>
public abstract class CacheUpdateTtlResponse
{
    public class Set : CacheUpdateTtlResponse;

    public class Miss : CacheUpdateTtlResponse;

    public class Error(SdkException error) : CacheUpdateTtlResponse, IError
    {
        public SdkException InnerException => error;

        public MomentoErrorCode ErrorCode => error.ErrorCode;

        public string Message => ErrorMessage.Of(error);

        public override string ToString() => $"{base.ToString()}: {Message}";
    }
}

/// <summary>How long an item still lives.</summary>
public abstract class CacheItemGetTtlResponse
{
    public class Hit : CacheItemGetTtlResponse
    {
        internal Hit(ItemGetTtlResponse reply) => Value = TimeSpan.FromMilliseconds(reply.Found.RemainingTtlMillis);

        public TimeSpan Value { get; }
    }

    public class Miss : CacheItemGetTtlResponse;

    public class Error(SdkException error) : CacheItemGetTtlResponse, IError
    {
        public SdkException InnerException => error;

        public MomentoErrorCode ErrorCode => error.ErrorCode;

        public string Message => ErrorMessage.Of(error);

        public override string ToString() => $"{base.ToString()}: {Message}";
    }
}
