using Momento.Protocol.PubSub;
using Momento.Sdk.Exceptions;

namespace Momento.Sdk.Responses;

/// <summary>A message of a topic.</summary>
public abstract class TopicMessage : ITopicEvent
{
    public class Text : TopicMessage
    {
        internal Text(TopicItem item)
        {
            Value = item.Value.Text;
            TopicSequenceNumber = item.TopicSequenceNumber;
            TopicSequencePage = item.SequencePage;
            TokenId = item.PublisherId is "" ? null : item.PublisherId;
        }

        public string Value { get; }

        public ulong TopicSequenceNumber { get; }

        public ulong TopicSequencePage { get; }

        /// <summary>The id in the publisher's disposable token; null when it carried none.</summary>
        public string? TokenId { get; }
    }

    public class Binary : TopicMessage
    {
        internal Binary(TopicItem item)
        {
            Value = item.Value.Binary.ToByteArray();
            TopicSequenceNumber = item.TopicSequenceNumber;
            TopicSequencePage = item.SequencePage;
            TokenId = item.PublisherId is "" ? null : item.PublisherId;
        }

        public byte[] Value { get; }

        public ulong TopicSequenceNumber { get; }

        public ulong TopicSequencePage { get; }

        /// <summary>The id in the publisher's disposable token; null when it carried none.</summary>
        public string? TokenId { get; }
    }

    public class Error(SdkException error) : TopicMessage, IError
    {
        public SdkException InnerException => error;

        public MomentoErrorCode ErrorCode => error.ErrorCode;

        public string Message => ErrorMessage.Of(error);

        public override string ToString() => $"{base.ToString()}: {Message}";
    }
}
