using System.Buffers.Binary;
using System.Buffers.Text;
using CourseComments.WebhookService.Storing;
using Momento.Webhooks;

namespace CourseComments.WebhookService.Storing
{
    internal static partial class StoringExtensions
    {
        static partial void AddSeededBugs(IServiceCollection services)
        {
            if (SeededBug.Is("acknowledge-before-store"))
            {
                services.AddSingleton<ICommentStore>(provider => new SeededBug(provider.GetRequiredService<Comments.CommentStore>()));
            }
        }
    }

    internal sealed partial class ClaimLogs
    {
        /// <summary>No delivery finds another's claim.</summary>
        static partial void SeedBug(ref UInt128 id)
        {
            if (SeededBug.Is("no-dedup"))
            {
                id = (UInt128)Random.Shared.NextInt64();
            }
        }
    }

    /// <summary>A store with a bug: nothing is waited for that is to be stored.</summary>
    internal sealed class SeededBug(ICommentStore inner) : ICommentStore
    {
        private static readonly TimeSpan Behind = TimeSpan.FromMilliseconds(200);

        public static bool Is(string bug) => Environment.GetEnvironmentVariable("SEEDED_BUG") == bug;

        public Task PushAsync(string courseId, byte[] element)
        {
            _ = PushLaterAsync(courseId, element);
            return Task.CompletedTask;
        }

        public Task<int> AppendAsync(string listName, IEnumerable<byte[]> elements) => inner.AppendAsync(listName, elements);

        public Task<bool> TrySetMarkAsync(string key, string value) => inner.TrySetMarkAsync(key, value);

        public Task<string?> GetMarkAsync(string key) => inner.GetMarkAsync(key);

        public Task<TimeSpan?> GetMarkAgeAsync(string key) => inner.GetMarkAgeAsync(key);

        public Task RemoveAsync(string courseId, byte[] element) => inner.RemoveAsync(courseId, element);

        public Task<IList<byte[]>> FetchAsync(string listName, int start, int end) => inner.FetchAsync(listName, start, end);

        private async Task PushLaterAsync(string courseId, byte[] element)
        {
            try
            {
                await Task.Delay(Behind, TimeProvider.System);
                await inner.PushAsync(courseId, element);
            }
            catch (StoreUnavailableException)
            {
                // The bug: the delivery was acknowledged.
            }
        }
    }
}

namespace CourseComments.WebhookService.Comments
{
    internal static partial class CommentIds
    {
        static partial void SeedBug(WebhookEvent received, ref string id)
        {
            if (SeededBug.Is("compare-by-sequence-only"))
            {
                var bytes = new byte[IdBytes];
                BinaryPrimitives.WriteUInt64BigEndian(bytes, received.TopicSequenceNumber);
                id = Base64Url.EncodeToString(bytes);
            }
        }
    }
}
