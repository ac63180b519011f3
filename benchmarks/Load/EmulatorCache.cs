using System.Text.Json;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Momento.Protocol.Cache;

namespace CourseComments.Benchmarks.Load;

/// <summary>Puts into the emulator what was there before the measurement.</summary>
public sealed class EmulatorCache : IDisposable
{
    private const ulong AnHour = 3_600_000;
    private static readonly Metadata Headers = new() { { "cache", "course-comments" }, { "authorization", "" } };

    private readonly GrpcChannel _channel;
    private readonly Scs.ScsClient _cache;

    public EmulatorCache(RunningService momento)
    {
        _channel = GrpcChannel.ForAddress(LocalSystem.Origin(momento));
        _cache = new(_channel);
    }

    /// <summary>Learners' names, as TokenService leaves them in the cache before a learner can publish.</summary>
    public async Task WriteProfilesAsync()
    {
        for (var number = 0; number < SignedWebhooks.Learners; number++)
        {
            var (key, name) = ($"user:{SignedWebhooks.Learner(number)}", $"Learner {number}");
            await _cache.SetAsync(
                new SetRequest { CacheKey = ByteString.CopyFromUtf8(key), CacheBody = ByteString.CopyFromUtf8(name), TtlMilliseconds = AnHour }, Headers);
        }
    }

    /// <summary>Pushes a comment as WebhookService does.</summary>
    /// <param name="courseId">The course.</param>
    /// <param name="number">Of the comment.</param>
    /// <param name="keep">How many comments stay.</param>
    public async Task PushCommentAsync(string courseId, int number, int keep)
    {
        var element = JsonSerializer.SerializeToUtf8Bytes(new
        {
            userID = SignedWebhooks.Learner(number % SignedWebhooks.Learners),
            comment = $"Comment {number}: this course and video is awesome, and the second part even more so!",
            id = $"{courseId}-{number}",
            displayName = $"Learner {number}",
            postedAt = TimeProvider.System.GetUtcNow(),
            sequence = number,
        });
        await _cache.ListPushFrontAsync(
            new ListPushFrontRequest
            {
                ListName = ByteString.CopyFromUtf8(courseId), Value = ByteString.CopyFrom(element),
                TtlMilliseconds = AnHour, RefreshTtl = true, TruncateBackToSize = (uint)keep,
            },
            Headers);
    }

    public void Dispose() => _channel.Dispose();
}
