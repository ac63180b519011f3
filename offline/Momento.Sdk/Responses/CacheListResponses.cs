using Google.Protobuf.Collections;
using Google.Protobuf;
using Momento.Protocol.Cache;
using Momento.Sdk.Exceptions;

namespace Momento.Sdk.Responses;

/// <summary>The length after a push to the front.</summary>
public abstract class CacheListPushFrontResponse
{
    public class Success : CacheListPushFrontResponse
    {
        internal Success(ListPushFrontResponse reply) => ListLength = checked((int)reply.ListLength);

        public int ListLength { get; }
    }

    public class Error(SdkException error) : CacheListPushFrontResponse, IError
    {
        public SdkException InnerException => error;

        public MomentoErrorCode ErrorCode => error.ErrorCode;

        public string Message => ErrorMessage.Of(error);

        public override string ToString() => $"{base.ToString()}: {Message}";
    }
}

/// <summary>The length after a push to the back.</summary>
public abstract class CacheListPushBackResponse
{
    public class Success : CacheListPushBackResponse
    {
        internal Success(ListPushBackResponse reply) => ListLength = checked((int)reply.ListLength);

        public int ListLength { get; }
    }

    public class Error(SdkException error) : CacheListPushBackResponse, IError
    {
        public SdkException InnerException => error;

        public MomentoErrorCode ErrorCode => error.ErrorCode;

        public string Message => ErrorMessage.Of(error);

        public override string ToString() => $"{base.ToString()}: {Message}";
    }
}

/// <summary>The length after several were added to the end.</summary>
public abstract class CacheListConcatenateBackResponse
{
    public class Success : CacheListConcatenateBackResponse
    {
        internal Success(ListConcatenateBackResponse reply) => ListLength = checked((int)reply.ListLength);

        public int ListLength { get; }
    }

    public class Error(SdkException error) : CacheListConcatenateBackResponse, IError
    {
        public SdkException InnerException => error;

        public MomentoErrorCode ErrorCode => error.ErrorCode;

        public string Message => ErrorMessage.Of(error);

        public override string ToString() => $"{base.ToString()}: {Message}";
    }
}

/// <summary>The elements of a list, or of a slice of it.</summary>
public abstract class CacheListFetchResponse
{
    public class Hit : CacheListFetchResponse
    {
        private readonly RepeatedField<ByteString> _values;
        private readonly Lazy<IList<byte[]>> _byteArrays;
        private readonly Lazy<IList<string>> _strings;

        internal Hit(ListFetchResponse reply)
        {
            _values = reply.Found.Values;
            _byteArrays = new(() => [.. _values.Select(v => v.ToByteArray())]);
            _strings = new(() => [.. _values.Select(v => v.ToStringUtf8())]);
        }

        public IList<byte[]> ValueListByteArray => _byteArrays.Value;

        public IList<string> ValueListString => _strings.Value;
    }

    public class Miss : CacheListFetchResponse;

    public class Error(SdkException error) : CacheListFetchResponse, IError
    {
        public SdkException InnerException => error;

        public MomentoErrorCode ErrorCode => error.ErrorCode;

        public string Message => ErrorMessage.Of(error);

        public override string ToString() => $"{base.ToString()}: {Message}";
    }
}

/// <summary>The length of a list; 0 when there is none.</summary>
public abstract class CacheListLengthResponse
{
    public class Success : CacheListLengthResponse
    {
        internal Success(ListLengthResponse reply) => Length = checked((int)(reply.Found?.Length ?? 0));

        public int Length { get; }
    }

    public class Error(SdkException error) : CacheListLengthResponse, IError
    {
        public SdkException InnerException => error;

        public MomentoErrorCode ErrorCode => error.ErrorCode;

        public string Message => ErrorMessage.Of(error);

        public override string ToString() => $"{base.ToString()}: {Message}";
    }
}

/// <summary>The length after every element of a value went; 0 when there is no list.</summary>
public abstract class CacheListRemoveValueResponse
{
    public class Success : CacheListRemoveValueResponse
    {
        internal Success(ListRemoveResponse reply) => ListLength = checked((int)(reply.Found?.ListLength ?? 0));

        public int ListLength { get; }
    }

    public class Error(SdkException error) : CacheListRemoveValueResponse, IError
    {
        public SdkException InnerException => error;

        public MomentoErrorCode ErrorCode => error.ErrorCode;

        public string Message => ErrorMessage.Of(error);

        public override string ToString() => $"{base.ToString()}: {Message}";
    }
}

/// <summary>The length after all but a slice went. There is none for a missing list: as with the real client, the call throws.</summary>
public abstract class CacheListRetainResponse
{
    public class Success : CacheListRetainResponse
    {
        internal Success(ListRetainResponse reply) => ListLength = checked((int)reply.Found.ListLength);

        public int ListLength { get; }
    }

    public class Error(SdkException error) : CacheListRetainResponse, IError
    {
        public SdkException InnerException => error;

        public MomentoErrorCode ErrorCode => error.ErrorCode;

        public string Message => ErrorMessage.Of(error);

        public override string ToString() => $"{base.ToString()}: {Message}";
    }
}
