using System.Text.Json;
using Microsoft.Extensions.Options;
using Momento.Sdk;
using Momento.Sdk.Requests;
using Momento.Sdk.Responses;

namespace CourseComments.Relay.DeadLetters;

/// <summary>Dead letters, the oldest first: a list in the cache beside the comments.</summary>
internal sealed partial class DeadLetterStore(
    ICacheClient cache, IOptions<TopicOptions> topic, IOptions<RelayOptions> options, ILogger<DeadLetterStore> logger)
{
    /// <summary>Momento's longest; a running relay begins it anew.</summary>
    private static readonly TimeSpan TimeToLive = TimeSpan.FromHours(24);

    /// <summary>A letter has 24 KB at most, six times its message, as its text is escaped; an answer of Momento 5 MB.</summary>
    private const int Window = 100;

    private string CacheName => topic.Value.CacheName;

    private string ListName => $"relay:{topic.Value.TopicName}:dead";

    /// <returns>Whether it is known to be kept.</returns>
    public async Task<bool> TryAddAsync(DeadLetter letter)
    {
        var element = JsonSerializer.SerializeToUtf8Bytes(letter, RelayJsonContext.Default.DeadLetter);
        var ttl = CollectionTtl.Of(TimeToLive).WithRefreshTtlOnUpdates();
        // Whoever may publish can make some: without a bound the list would grow until it takes none, and the relay would wait for it.
        var most = options.Value.MaxDeadLetters;
        if (await cache.ListPushBackAsync(CacheName, ListName, element, most, ttl) is not CacheListPushBackResponse.Success kept)
        {
            Log.NotKept(logger);
            return false;
        }

        if (kept.ListLength >= most)
        {
            Log.Full(logger, most);
        }

        return true;
    }

    /// <summary>What is stored for each letter, with the letter.</summary>
    /// <exception cref="StoreUnavailableException">It is not known what there is.</exception>
    public async Task<IReadOnlyList<(byte[] Element, DeadLetter Letter)>> ReadAsync()
    {
        var letters = new List<(byte[], DeadLetter)>();
        while (true)
        {
            var elements = await cache.ListFetchAsync(CacheName, ListName, letters.Count, letters.Count + Window) switch
            {
                CacheListFetchResponse.Hit hit => hit.ValueListByteArray,
                CacheListFetchResponse.Miss => [],
                _ => throw new StoreUnavailableException("reading the dead letters"),
            };
            letters.AddRange(elements.Select(element => (element, JsonSerializer.Deserialize(element, RelayJsonContext.Default.DeadLetter)!)));
            if (elements.Count < Window)
            {
                return letters;
            }
        }
    }

    /// <exception cref="StoreUnavailableException">It is not known to be gone.</exception>
    public async Task RemoveAsync(byte[] element)
    {
        if (await cache.ListRemoveValueAsync(CacheName, ListName, element) is not CacheListRemoveValueResponse.Success)
        {
            throw new StoreUnavailableException("removing a dead letter");
        }
    }

    /// <summary>Lets them live on for as long as the cache allows.</summary>
    public Task KeepAsync() => cache.UpdateTtlAsync(CacheName, ListName, TimeToLive);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "A dead letter could not be kept yet.")]
        public static partial void NotKept(ILogger logger);

        [LoggerMessage(2, LogLevel.Error, "There are {Count} dead letters, as many as are kept: with each new one the oldest is dropped.")]
        public static partial void Full(ILogger logger, int count);
    }
}
