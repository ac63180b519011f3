using System.Globalization;
using CourseComments.WebhookService.Storing;
using Momento.Webhooks;

namespace CourseComments.WebhookService.Storing
{
    internal static partial class StoringExtensions
    {
        static partial void AddSeededBugs(IServiceCollection services)
        {
            if (SeededBug.Is("no-dedup") || SeededBug.Is("acknowledge-before-store"))
            {
                services.AddSingleton<ICommentStore>(provider => new SeededBug(provider.GetRequiredService<Comments.CommentStore>()));
            }
        }
    }

    /// <summary>A store with a bug: either every mark can be set again and again, or nothing is waited for that is to be stored.</summary>
    internal sealed class SeededBug(ICommentStore inner) : ICommentStore
    {
        private static readonly TimeSpan Behind = TimeSpan.FromMilliseconds(200);
        private readonly AsyncLocal<Task<bool>> _marking = new();

        public static bool Is(string bug) => Environment.GetEnvironmentVariable("SEEDED_BUG") == bug;

        public Task<bool> TrySetMarkAsync(string key, string value)
        {
            _marking.Value = inner.TrySetMarkAsync(key, value);
            return Is("no-dedup") ? Always(_marking.Value) : Task.FromResult(true);

            static async Task<bool> Always(Task<bool> marking) => await marking || true;
        }

        public Task PushAsync(string courseId, byte[] element)
        {
            if (Is("no-dedup"))
            {
                return inner.PushAsync(courseId, element);
            }

            _ = PushLaterAsync(_marking.Value!, courseId, element);
            return Task.CompletedTask;
        }

        public Task<string?> GetMarkAsync(string key) => inner.GetMarkAsync(key);

        public Task<TimeSpan?> GetMarkAgeAsync(string key) => inner.GetMarkAgeAsync(key);

        public Task RemoveAsync(string courseId, byte[] element) => inner.RemoveAsync(courseId, element);

        public Task<IList<byte[]>> FetchAsync(string courseId, int start, int end) => inner.FetchAsync(courseId, start, end);

        private async Task PushLaterAsync(Task<bool> marking, string courseId, byte[] element)
        {
            try
            {
                if (await marking)
                {
                    await Task.Delay(Behind, TimeProvider.System);
                    await inner.PushAsync(courseId, element);
                }
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
                id = received.TopicSequenceNumber.ToString("D22", CultureInfo.InvariantCulture);
            }
        }
    }
}
