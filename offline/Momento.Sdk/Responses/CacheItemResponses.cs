using Google.Protobuf;
using Momento.Protocol.Cache;
using Momento.Sdk.Exceptions;

namespace Momento.Sdk.Responses;

/// <summary>What is under a key.</summary>
public abstract class CacheGetResponse
{
    public class Hit : CacheGetResponse
    {
        private readonly ByteString _value;

        internal Hit(GetResponse reply) => _value = reply.CacheBody;

        public byte[] ValueByteArray => _value.ToByteArray();

        public string ValueString => _value.ToStringUtf8();
    }

    public class Miss : CacheGetResponse;

    public class Error(SdkException error) : CacheGetResponse, IError
    {
        public SdkException InnerException => error;

        public MomentoErrorCode ErrorCode => error.ErrorCode;

        public string Message => ErrorMessage.Of(error);

        public override string ToString() => $"{base.ToString()}: {Message}";
    }
}

/// <summary>Whether a value was stored.</summary>
public abstract class CacheSetResponse
{
    public class Success : CacheSetResponse;

    public class Error(SdkException error) : CacheSetResponse, IError
    {
        public SdkException InnerException => error;

        public MomentoErrorCode ErrorCode => error.ErrorCode;

        public string Message => ErrorMessage.Of(error);

        public override string ToString() => $"{base.ToString()}: {Message}";
    }
}

/// <summary>Whether the key was free and the value stored.</summary>
public abstract class CacheSetIfNotExistsResponse
{
    public class Stored : CacheSetIfNotExistsResponse;

    public class NotStored : CacheSetIfNotExistsResponse;

    public class Error(SdkException error) : CacheSetIfNotExistsResponse, IError
    {
        public SdkException InnerException => error;

        public MomentoErrorCode ErrorCode => error.ErrorCode;

        public string Message => ErrorMessage.Of(error);

        public override string ToString() => $"{base.ToString()}: {Message}";
    }
}

/// <summary>Whether nothing is under the key any more.</summary>
public abstract class CacheDeleteResponse
{
    public class Success : CacheDeleteResponse;

    public class Error(SdkException error) : CacheDeleteResponse, IError
    {
        public SdkException InnerException => error;

        public MomentoErrorCode ErrorCode => error.ErrorCode;

        public string Message => ErrorMessage.Of(error);

        public override string ToString() => $"{base.ToString()}: {Message}";
    }
}
