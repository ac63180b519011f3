using Microsoft.AspNetCore.Http.HttpResults;

namespace Momento.Emulator.Admin;

/// <summary>The emulator's clock.</summary>
internal static class ClockEndpoints
{
    private static readonly TimeSpan MaximumAdvance = TimeSpan.FromDays(3_650);

    public static void MapClock(this RouteGroupBuilder admin)
    {
        admin.MapGet("/clock", (MovableTime time) => Now(time));
        admin.MapPost("/clock", Advance);
    }

    /// <summary>By a time, or to a time. Never back: what has expired stays expired.</summary>
    private static JsonHttpResult<ClockState> Advance(ClockChange change, MovableTime time)
    {
        var by = (change.Advance, change.Now) switch
        {
            ({ } advance, null) => advance,
            (null, { } now) => now - time.GetUtcNow(),
            _ => throw MomentoErrors.InvalidArgument("Either advance or now is needed"),
        };
        if (by < TimeSpan.Zero || by > MaximumAdvance)
        {
            throw MomentoErrors.InvalidArgument($"The clock only goes forward, at most {MaximumAdvance.TotalDays} days at once");
        }

        time.Advance(by);
        return Now(time);
    }

    private static JsonHttpResult<ClockState> Now(MovableTime time) => TypedResults.Json(new ClockState(time.GetUtcNow()), AdminJsonContext.Default.ClockState);
}
