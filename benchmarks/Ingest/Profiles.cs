using CourseComments.Benchmarks.Load;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Momento.Protocol.Cache;

namespace CourseComments.Benchmarks.Ingest;

/// <summary>Learners' names, as TokenService leaves them in the cache before a learner can publish.</summary>
internal static class Profiles
{
    public static async Task WriteAsync(RunningService momento)
    {
        using var channel = GrpcChannel.ForAddress(LocalSystem.Origin(momento));
        var cache = new Scs.ScsClient(channel);
        for (var number = 0; number < SignedWebhooks.Learners; number++)
        {
            await cache.SetAsync(
                new SetRequest
                {
                    CacheKey = ByteString.CopyFromUtf8($"user:{SignedWebhooks.Learner(number)}"),
                    CacheBody = ByteString.CopyFromUtf8($"Learner {number}"),
                    TtlMilliseconds = 3_600_000,
                },
                new Metadata { { "cache", "course-comments" }, { "authorization", "" } });
        }
    }
}
