namespace CourseComments.Benchmarks.Baselines;

/// <summary>Takes telemetry over OTLP as HTTP and throws it away.</summary>
internal static class Collector
{
    public static async Task<int> RunAsync()
    {
        var app = WebApplication.CreateSlimBuilder().Build();
        app.Run(async context =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null);
            context.Response.ContentType = "application/x-protobuf";
        });
        await app.RunAsync();
        return 0;
    }
}
