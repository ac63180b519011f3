using CourseComments.WebhookService.Comments;
using Polly;
using Polly.CircuitBreaker;
using Polly.RateLimiting;
using Polly.Registry;

namespace CourseComments.WebhookService.Storing;

/// <summary>
/// Keeps requests from piling up behind a Momento that is slow or away: beyond a number at the same time, and for a moment
/// after many have failed, comments are not tried. Nothing waits in a queue: whoever posts is told when to come back.
/// </summary>
internal sealed class StoringGuard(CommentWriter writer, ResiliencePipelineProvider<string> pipelines)
{
    public const string PipelineName = "storing";
    private readonly ResiliencePipeline<WriteResult> _pipeline = pipelines.GetPipeline<WriteResult>(PipelineName);

    public async Task<WriteResult> WriteAsync(string courseId, Comment comment, ClaimLogKey log)
    {
        try
        {
            return await _pipeline.ExecuteAsync(
                static async (write, _) => await write.Writer.WriteAsync(write.CourseId, write.Comment, write.Log),
                (Writer: writer, CourseId: courseId, Comment: comment, Log: log));
        }
        catch (BrokenCircuitException)
        {
            return new WriteResult.NotTried(StoringOptions.BreakDuration);
        }
        catch (RateLimiterRejectedException)
        {
            return new WriteResult.NotTried(StoringOptions.BreakDuration);
        }
    }

    public static void Configure(ResiliencePipelineBuilder<WriteResult> pipeline, StoringOptions options, TimeProvider time)
    {
        pipeline.TimeProvider = time;
        pipeline.AddConcurrencyLimiter(options.MaxConcurrency).AddCircuitBreaker(new CircuitBreakerStrategyOptions<WriteResult>
        {
            ShouldHandle = static outcome => ValueTask.FromResult(outcome.Outcome is { Result: WriteResult.Unknown } or { Exception: not null }),
            FailureRatio = 0.5,
            MinimumThroughput = 10,
            SamplingDuration = TimeSpan.FromSeconds(5),
            BreakDuration = StoringOptions.BreakDuration,
        });
    }
}
