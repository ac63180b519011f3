using System.Text.Json;
using CourseComments.Relay.Subscribing;
using Microsoft.Extensions.Options;
using Momento.Sdk;
using Momento.Sdk.Responses;

namespace CourseComments.Relay.Checkpoints;

/// <summary>The place up to which everything is acknowledged, kept in the cache beside the comments.</summary>
internal sealed partial class CheckpointStore(ICacheClient cache, IOptions<TopicOptions> topic, ILogger<CheckpointStore> logger)
{
    /// <summary>Momento's longest; written again long before.</summary>
    private static readonly TimeSpan TimeToLive = TimeSpan.FromHours(24);

    private string Key => $"relay:{topic.Value.TopicName}";

    /// <returns>Null when there is none, or one that cannot be read.</returns>
    /// <exception cref="StoreUnavailableException">It is not known whether there is one.</exception>
    public async Task<TopicPosition?> ReadAsync()
    {
        switch (await cache.GetAsync(topic.Value.CacheName, Key))
        {
            case CacheGetResponse.Hit hit:
                return Parse(hit.ValueString);
            case CacheGetResponse.Miss:
                Log.Missing(logger);
                return null;
            default:
                throw new StoreUnavailableException("reading the checkpoint");
        }
    }

    /// <returns>Whether it is known to be written.</returns>
    public async Task<bool> TryWriteAsync(TopicPosition position)
    {
        var json = JsonSerializer.Serialize(position, RelayJsonContext.Default.TopicPosition);
        if (await cache.SetAsync(topic.Value.CacheName, Key, json, TimeToLive) is CacheSetResponse.Success)
        {
            return true;
        }

        Log.NotWritten(logger);
        return false;
    }

    private TopicPosition? Parse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, RelayJsonContext.Default.TopicPosition);
        }
        catch (JsonException)
        {
            Log.Unreadable(logger);
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The checkpoint could not be written.")]
        public static partial void NotWritten(ILogger logger);

        [LoggerMessage(2, LogLevel.Error, "The checkpoint is no {{page, sequence}}; starting as if there were none.")]
        public static partial void Unreadable(ILogger logger);

        [LoggerMessage(3, LogLevel.Warning, "There is no checkpoint; starting as Relay:StartFrom says.")]
        public static partial void Missing(ILogger logger);
    }
}
