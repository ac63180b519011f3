using Grpc.Core;

namespace Momento.Emulator.HttpApi;

/// <summary>The errors of gRPC calls, as HTTP statuses.</summary>
internal static class HttpApiErrors
{
    // Momento's documentation tells one 404 from the other by these words.
    public const string KeyNotFound = "Key Not Found";
    private const string CacheNotFound = "Cache Not Found";

    public static async ValueTask<object?> TranslateAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (RpcException exception)
        {
            var title = exception.StatusCode == StatusCode.NotFound ? CacheNotFound : null;
            return TypedResults.Problem(exception.Status.Detail, statusCode: StatusOf(exception.StatusCode), title: title);
        }
    }

    private static int StatusOf(StatusCode status) => status switch
    {
        StatusCode.InvalidArgument or StatusCode.FailedPrecondition => StatusCodes.Status400BadRequest,
        StatusCode.Unauthenticated => StatusCodes.Status401Unauthorized,
        StatusCode.PermissionDenied => StatusCodes.Status403Forbidden,
        StatusCode.NotFound => StatusCodes.Status404NotFound,
        StatusCode.ResourceExhausted => StatusCodes.Status429TooManyRequests,
        StatusCode.Unavailable => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };
}
