using Momento.Sdk.Exceptions;

namespace Momento.Sdk.Responses;

/// <summary>Whether Momento accepted a message.</summary>
public abstract class TopicPublishResponse
{
    public class Success : TopicPublishResponse;

    public class Error(SdkException error) : TopicPublishResponse, IError
    {
        public SdkException InnerException => error;

        public MomentoErrorCode ErrorCode => error.ErrorCode;

        public string Message => ErrorMessage.Of(error);

        public override string ToString() => $"{base.ToString()}: {Message}";
    }
}
