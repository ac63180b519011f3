using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Momento.Protocol.Cache;

namespace CourseComments.Benchmarks.Baselines;

/// <summary>Reads the body and pushes it with one gRPC call, whatever it is: nothing that stores a webhook does less.</summary>
internal static class BareCall
{
    private static readonly Metadata Headers = new() { { "cache", "course-comments" }, { "authorization", "" } };
    private static readonly byte[] Answer = "{}"u8.ToArray();
    private static readonly ByteString List = ByteString.CopyFromUtf8("all");

    public static async Task<int> RunAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        using var channel = GrpcChannel.ForAddress(builder.Configuration["Momento"]!);
        var momento = new Scs.ScsClient(channel);
        var app = builder.Build();
        app.Run(async context =>
        {
            var body = new byte[(int)context.Request.ContentLength!.Value];
            await context.Request.Body.ReadExactlyAsync(body);
            await momento.ListPushFrontAsync(
                new ListPushFrontRequest { ListName = List, Value = UnsafeByteOperations.UnsafeWrap(body), TtlMilliseconds = 60_000, TruncateBackToSize = 1000 },
                Headers);
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = Answer.Length;
            await context.Response.Body.WriteAsync(Answer);
        });
        await app.RunAsync();
        return 0;
    }
}
