using CourseComments.WebhookService.Comments;
using Microsoft.Extensions.Options;
using Polly;
using Polly.CircuitBreaker;

namespace CourseComments.WebhookService.Storing;

/// <summary>
/// Keeps requests from piling up behind a Momento that is slow or away: beyond a number at the same time, and for a moment
/// after many have failed, comments are not tried. Nothing waits in a queue: whoever posts is told when to come back.
/// </summary>
internal sealed partial class StoringGuard(
    CommentWriter writer, IOptions<StoringOptions> options, TimeProvider time, ILogger<StoringGuard> logger)
{
    /// <summary>Without Polly's telemetry, which costs every comment more than the breaker does.</summary>
    private readonly ResiliencePipeline<WriteResult> _breaker = new ResiliencePipelineBuilder<WriteResult> { TimeProvider = time }
        .AddCircuitBreaker(new CircuitBreakerStrategyOptions<WriteResult>
        {
            ShouldHandle = static outcome => ValueTask.FromResult(outcome.Outcome is { Result: WriteResult.Unknown } or { Exception: not null }),
            FailureRatio = 0.5,
            MinimumThroughput = 10,
            SamplingDuration = TimeSpan.FromSeconds(5),
            BreakDuration = StoringOptions.BreakDuration,
            OnOpened = _ =>
            {
                Log.Opened(logger, StoringOptions.BreakDuration);
                return ValueTask.CompletedTask;
            },
            OnClosed = _ =>
            {
                Log.Closed(logger);
                return ValueTask.CompletedTask;
            },
        })
        .Build();

    private readonly int _most = options.Value.MaxConcurrency;
    private int _underWay;

    public async Task<WriteResult> WriteAsync(string courseId, Comment comment, ClaimLogKey log)
    {
        var context = ResilienceContextPool.Shared.Get();
        try
        {
            if (Interlocked.Increment(ref _underWay) > _most)
            {
                return new WriteResult.NotTried(StoringOptions.BreakDuration);
            }

            var outcome = await _breaker.ExecuteOutcomeAsync(
                static async (_, write) => Outcome.FromResult(await write.Writer.WriteAsync(write.CourseId, write.Comment, write.Log)),
                context,
                (Writer: writer, CourseId: courseId, Comment: comment, Log: log));
            if (outcome.Exception is BrokenCircuitException)
            {
                return new WriteResult.NotTried(StoringOptions.BreakDuration);
            }

            outcome.ThrowIfException();
            return outcome.Result!;
        }
        finally
        {
            Interlocked.Decrement(ref _underWay);
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Most comments could not be stored. None is tried for {Pause}.")]
        public static partial void Opened(ILogger logger, TimeSpan pause);

        [LoggerMessage(2, LogLevel.Information, "Comments can be stored again.")]
        public static partial void Closed(ILogger logger);
    }
}
