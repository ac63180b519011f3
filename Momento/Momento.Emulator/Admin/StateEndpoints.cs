using Google.Protobuf;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Momento.Emulator.Persistence;

namespace Momento.Emulator.Admin;

/// <summary>Back to the start, and to and from a file.</summary>
internal static class StateEndpoints
{
    public static void MapState(this RouteGroupBuilder admin)
    {
        admin.MapPost("/reset", ResetAsync);
        admin.MapGet("/snapshot", TakeAsync);
        admin.MapPut("/snapshot", RestoreAsync).WithMetadata(new DisableRequestSizeLimitAttribute());
    }

    private static async Task<NoContent> ResetAsync(EmulatorState state)
    {
        await state.ResetAsync();
        return TypedResults.NoContent();
    }

    /// <summary>As a file to keep. It holds the secrets of webhooks and what tokens are signed with.</summary>
    private static PushStreamHttpResult TakeAsync(EmulatorState state)
    {
        var entries = state.Snapshot();
        return TypedResults.Stream(stream => SnapshotFile.WriteAsync(stream, entries), "application/octet-stream", "momento-emulator.snapshot");
    }

    private static async Task<NoContent> RestoreAsync(HttpRequest request, EmulatorState state)
    {
        try
        {
            await state.RestoreAsync(await SnapshotFile.ReadAsync(request.Body, request.HttpContext.RequestAborted));
            return TypedResults.NoContent();
        }
        catch (Exception exception) when (exception is InvalidDataException or InvalidProtocolBufferException)
        {
            throw MomentoErrors.InvalidArgument("This is no snapshot of an emulator, or it is damaged");
        }
    }
}
