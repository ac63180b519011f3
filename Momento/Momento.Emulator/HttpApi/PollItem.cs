using Momento.Protocol.PubSub;

namespace Momento.Emulator.HttpApi;

/// <summary>Either a message or a discontinuity.</summary>
internal sealed record PollItem(PollMessage? Item, PollDiscontinuity? Discontinuity)
{
    public static PollItem From(SubscriptionItem item) => item.KindCase == SubscriptionItem.KindOneofCase.Item
        ? new PollItem(PollMessage.From(item.Item), null)
        : new PollItem(null, PollDiscontinuity.From(item.Discontinuity));
}
