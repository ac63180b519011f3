using System.IO.Pipelines;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.Extensions.Primitives;

namespace Momento.Emulator;

/// <summary>
/// Calls whose message cannot be read never reach a handler, and gRPC calls that UNKNOWN. Momento says INTERNAL to what is
/// malformed and RESOURCE_EXHAUSTED, in its own form, to what is too large.
/// </summary>
internal static class RequestReading
{
    private const string StatusHeader = "grpc-status";
    private const string MessageHeader = "grpc-message";

    public static IServiceCollection AddRequestReading(this IServiceCollection services) => services
        .AddSingleton<Noticing>()
        .Configure<GrpcServiceOptions>(grpc => grpc.Interceptors.Add<Noticing>());

    public static IApplicationBuilder UseRequestReading(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        await next(context);
        if (!context.Response.HasStarted && context.Features.Get<Noticed>() is null && TryExplain(context.Response.Headers))
        {
            await DropBodyAsync(context.Request.BodyReader, context.RequestAborted);
        }
    });

    /// <summary>Reads what is left of the message: a client that is still sending takes an answer for the connection's end.</summary>
    private static async Task DropBodyAsync(PipeReader body, CancellationToken aborted)
    {
        try
        {
            ReadResult read;
            do
            {
                read = await body.ReadAsync(aborted);
                body.AdvanceTo(read.Buffer.End);
            }
            while (!read.IsCompleted);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // The client has gone, or sends more than is read of any body.
        }
    }

    /// <returns>Whether it was a call of gRPC that could not be read.</returns>
    private static bool TryExplain(IHeaderDictionary headers)
    {
        var explanation = Status(headers[StatusHeader]) switch
        {
            StatusCode.Unknown => MomentoErrors.MalformedRequest(),
            StatusCode.ResourceExhausted => MomentoErrors.RequestTooLarge(),
            _ => null,
        };
        if (explanation is not null)
        {
            headers[StatusHeader] = $"{(int)explanation.StatusCode}";
            headers[MessageHeader] = explanation.Status.Detail;
            foreach (var trailer in explanation.Trailers)
            {
                headers[trailer.Key] = trailer.Value;
            }
        }

        return explanation is not null;
    }

    private static StatusCode? Status(StringValues header) =>
        int.TryParse(header, System.Globalization.CultureInfo.InvariantCulture, out var status) ? (StatusCode)status : null;

    /// <summary>The message was read.</summary>
    private sealed class Noticed
    {
        public static readonly Noticed Instance = new();
    }

    /// <summary>Of unary and of streaming calls, which all have one message from the client.</summary>
    private sealed class Noticing : Interceptor
    {
        public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
            TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
        {
            context.GetHttpContext().Features.Set(Noticed.Instance);
            return continuation(request, context);
        }

        public override Task ServerStreamingServerHandler<TRequest, TResponse>(
            TRequest request,
            IServerStreamWriter<TResponse> responseStream,
            ServerCallContext context,
            ServerStreamingServerMethod<TRequest, TResponse> continuation)
        {
            context.GetHttpContext().Features.Set(Noticed.Instance);
            return continuation(request, responseStream, context);
        }
    }
}
