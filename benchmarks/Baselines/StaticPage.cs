namespace CourseComments.Benchmarks.Baselines;

/// <summary>Answers everything with 1 KB of JSON: what proxies are measured in front of.</summary>
internal static class StaticPage
{
    private static readonly byte[] Page = [.. "{\"text\":\""u8, .. Enumerable.Repeat((byte)'x', 1013), .. "\"}"u8];

    public static async Task<int> RunAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        var app = builder.Build();
        app.Run(async context =>
        {
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = Page.Length;
            await context.Response.Body.WriteAsync(Page);
        });
        await app.RunAsync();
        return 0;
    }
}
