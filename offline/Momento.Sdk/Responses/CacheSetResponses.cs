using Google.Protobuf;
using Google.Protobuf.Collections;
using Momento.Protocol.Cache;
using Momento.Sdk.Exceptions;
using Momento.Sdk.Internal;

namespace Momento.Sdk.Responses;

/// <summary>Whether an element is in a set now.</summary>
public abstract class CacheSetAddElementResponse
{
    public class Success : CacheSetAddElementResponse;

    public class Error(SdkException error) : CacheSetAddElementResponse, IError
    {
        public SdkException InnerException => error;

        public MomentoErrorCode ErrorCode => error.ErrorCode;

        public string Message => ErrorMessage.Of(error);

        public override string ToString() => $"{base.ToString()}: {Message}";
    }
}

/// <summary>Whether all elements are in a set now.</summary>
public abstract class CacheSetAddElementsResponse
{
    public class Success : CacheSetAddElementsResponse;

    public class Error(SdkException error) : CacheSetAddElementsResponse, IError
    {
        public SdkException InnerException => error;

        public MomentoErrorCode ErrorCode => error.ErrorCode;

        public string Message => ErrorMessage.Of(error);

        public override string ToString() => $"{base.ToString()}: {Message}";
    }
}

/// <summary>Whether an element is in a set no more; also when there was none, or no set.</summary>
public abstract class CacheSetRemoveElementResponse
{
    public class Success : CacheSetRemoveElementResponse;

    public class Error(SdkException error) : CacheSetRemoveElementResponse, IError
    {
        public SdkException InnerException => error;

        public MomentoErrorCode ErrorCode => error.ErrorCode;

        public string Message => ErrorMessage.Of(error);

        public override string ToString() => $"{base.ToString()}: {Message}";
    }
}

/// <summary>The elements of a set.</summary>
public abstract class CacheSetFetchResponse
{
    public class Hit : CacheSetFetchResponse
    {
        private readonly RepeatedField<ByteString> _elements;

        internal Hit(SetFetchResponse reply) => _elements = reply.Found.Elements;

        public ISet<byte[]> ValueSetByteArray => field ??=
            _elements.Select(e => e.ToByteArray()).ToHashSet(ByContent.Instance);

        public ISet<string> ValueSetString => field ??= _elements.Select(e => e.ToStringUtf8()).ToHashSet();
    }

    public class Miss : CacheSetFetchResponse;

    public class Error(SdkException error) : CacheSetFetchResponse, IError
    {
        public SdkException InnerException => error;

        public MomentoErrorCode ErrorCode => error.ErrorCode;

        public string Message => ErrorMessage.Of(error);

        public override string ToString() => $"{base.ToString()}: {Message}";
    }
}
