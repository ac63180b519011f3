using System.Text;
using Momento.Protocol.PubSub;

namespace Momento.Emulator.Topics;

/// <summary>Momento's limit on what a topic carries.</summary>
internal static class MessageLimits
{
    public const int MaximumMessageKilobytes = 4;

    private const int MaximumMessageSize = MaximumMessageKilobytes * 1024;

    public static void Check(TopicValue? value)
    {
        var size = value?.KindCase switch
        {
            TopicValue.KindOneofCase.Text => Encoding.UTF8.GetByteCount(value.Text),
            TopicValue.KindOneofCase.Binary => value.Binary.Length,
            _ => throw MomentoErrors.InvalidArgument("A message must be text or binary"),
        };

        if (size > MaximumMessageSize)
        {
            throw MomentoErrors.RequestTooLarge();
        }
    }
}
