using Google.Protobuf;
using Google.Protobuf.Collections;
using Momento.Protocol.Cache;
using Momento.Sdk.Exceptions;
using Momento.Sdk.Internal;

namespace Momento.Sdk.Responses;

/// <summary>Whether a field was set.</summary>
public abstract class CacheDictionarySetFieldResponse
{
    public class Success : CacheDictionarySetFieldResponse;

    public class Error(SdkException error) : CacheDictionarySetFieldResponse, IError
    {
        public SdkException InnerException => error;

        public MomentoErrorCode ErrorCode => error.ErrorCode;

        public string Message => ErrorMessage.Of(error);

        public override string ToString() => $"{base.ToString()}: {Message}";
    }
}

/// <summary>What is in a field of a dictionary.</summary>
public abstract class CacheDictionaryGetFieldResponse
{
    private readonly ByteString _field;

    private protected CacheDictionaryGetFieldResponse(ByteString field) => _field = field;

    public byte[] FieldByteArray => _field.ToByteArray();

    public string FieldString => _field.ToStringUtf8();

    public class Hit : CacheDictionaryGetFieldResponse
    {
        private readonly ByteString _value;

        internal Hit(ByteString field, ByteString value)
            : base(field) => _value = value;

        public byte[] ValueByteArray => _value.ToByteArray();

        public string ValueString => _value.ToStringUtf8();
    }

    public class Miss(ByteString field) : CacheDictionaryGetFieldResponse(field);

    public class Error(ByteString field, SdkException error) : CacheDictionaryGetFieldResponse(field), IError
    {
        public Error(SdkException error)
            : this(ByteString.Empty, error)
        {
        }

        public SdkException InnerException => error;

        public MomentoErrorCode ErrorCode => error.ErrorCode;

        public string Message => ErrorMessage.Of(error);

        public override string ToString() => $"{base.ToString()}: {Message}";
    }
}

/// <summary>All fields of a dictionary.</summary>
public abstract class CacheDictionaryFetchResponse
{
    public class Hit : CacheDictionaryFetchResponse
    {
        private readonly RepeatedField<DictionaryFieldValuePair> _items;

        internal Hit(DictionaryFetchResponse reply) => _items = reply.Found.Items;

        public IDictionary<byte[], byte[]> ValueDictionaryByteArrayByteArray => field ??=
            _items.ToDictionary(i => i.Field.ToByteArray(), i => i.Value.ToByteArray(), ByContent.Instance);

        public IDictionary<string, string> ValueDictionaryStringString => field ??=
            _items.ToDictionary(i => i.Field.ToStringUtf8(), i => i.Value.ToStringUtf8());

        public IDictionary<string, byte[]> ValueDictionaryStringByteArray => field ??=
            _items.ToDictionary(i => i.Field.ToStringUtf8(), i => i.Value.ToByteArray());
    }

    public class Miss : CacheDictionaryFetchResponse;

    public class Error(SdkException error) : CacheDictionaryFetchResponse, IError
    {
        public SdkException InnerException => error;

        public MomentoErrorCode ErrorCode => error.ErrorCode;

        public string Message => ErrorMessage.Of(error);

        public override string ToString() => $"{base.ToString()}: {Message}";
    }
}
