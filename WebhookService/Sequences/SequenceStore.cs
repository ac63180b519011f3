using System.Globalization;
using System.Text.Json;
using CourseComments.WebhookService.Comments;
using CourseComments.WebhookService.Storing;
using Microsoft.Extensions.Options;
using Momento.Sdk;
using Momento.Sdk.Requests;
using Momento.Sdk.Responses;

namespace CourseComments.WebhookService.Sequences;

/// <summary>
/// The numbers that came, in the cache beside the comments, so that replicas and restarts share what they know: sets, to
/// which all can add at the same time. Every member throws <see cref="StoreUnavailableException"/> when it is not known
/// whether the cache did it.
/// </summary>
internal sealed class SequenceStore(ICacheClient cache, IOptions<CommentOptions> options)
{
    /// <summary>How many numbers a set holds.</summary>
    public const ulong BlockSize = 1000;

    /// <summary>Momento's longest.</summary>
    private static readonly TimeSpan TimeToLive = TimeSpan.FromHours(24);

    private string CacheName => options.Value.CacheName;

    private string Key => $"sequences:{options.Value.TopicName}";

    /// <returns>Null when no event is known of.</returns>
    public Task<Series?> ReadAsync() => ReadAsync(Key);

    public async Task WriteAsync(Series series)
    {
        var json = JsonSerializer.Serialize(series, SequenceJsonContext.Default.Series);
        if (await cache.SetAsync(CacheName, Key, json, TimeToLive) is not CacheSetResponse.Success)
        {
            throw new StoreUnavailableException("writing the sequence");
        }
    }

    /// <summary>Of several replicas that begin at the same time, one says what the series is.</summary>
    public Task<Series> AgreeOnFirstAsync(Series first) => AgreeAsync(Key, first);

    /// <summary>Of several replicas that notice that the topic started over, one says what the next series is.</summary>
    public Task<Series> AgreeOnNextAsync(Series series, Series next) => AgreeAsync($"{Key}:{series.Since}:next", next);

    /// <returns>Whether this replica is the one to report a gap.</returns>
    public Task<bool> ClaimAsync(Series series, Gap gap) => ClaimAsync($"{Key}:{series.Since}:gap:{gap.First}", "");

    public async Task AddAsync(Series series, IEnumerable<ulong> numbers)
    {
        foreach (var block in numbers.GroupBy(number => number / BlockSize))
        {
            var elements = block.Select(number => number.ToString(CultureInfo.InvariantCulture)).ToList();
            var ttl = CollectionTtl.Of(TimeToLive).WithRefreshTtlOnUpdates();
            if (await cache.SetAddElementsAsync(CacheName, BlockKey(series, block.Key), elements, ttl) is not CacheSetAddElementsResponse.Success)
            {
                throw new StoreUnavailableException("noting sequence numbers");
            }
        }
    }

    /// <summary>The numbers that came of one block.</summary>
    public async Task<IReadOnlySet<ulong>> FetchAsync(Series series, ulong block) =>
        await cache.SetFetchAsync(CacheName, BlockKey(series, block)) switch
        {
            CacheSetFetchResponse.Hit hit => hit.ValueSetString.Select(number => ulong.Parse(number, CultureInfo.InvariantCulture)).ToHashSet(),
            CacheSetFetchResponse.Miss => new HashSet<ulong>(),
            _ => throw new StoreUnavailableException("reading sequence numbers"),
        };

    private async Task<Series?> ReadAsync(string key) => await cache.GetAsync(CacheName, key) switch
    {
        CacheGetResponse.Hit hit => JsonSerializer.Deserialize(hit.ValueString, SequenceJsonContext.Default.Series),
        CacheGetResponse.Miss => null,
        _ => throw new StoreUnavailableException("reading the sequence"),
    };

    private async Task<Series> AgreeAsync(string key, Series proposed) =>
        await ClaimAsync(key, JsonSerializer.Serialize(proposed, SequenceJsonContext.Default.Series))
            ? proposed
            : await ReadAsync(key) ?? throw new StoreUnavailableException("reading the sequence");

    private string BlockKey(Series series, ulong block) => $"{Key}:{series.Since}:{block}";

    private async Task<bool> ClaimAsync(string key, string value) =>
        await cache.SetIfNotExistsAsync(CacheName, key, value, TimeToLive) switch
        {
            CacheSetIfNotExistsResponse.Stored => true,
            CacheSetIfNotExistsResponse.NotStored => false,
            _ => throw new StoreUnavailableException("claiming a gap"),
        };
}
