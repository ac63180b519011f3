using System.Net;
using System.Text;
using System.Text.Json;

namespace Momento.Emulator.Tests.Admin;

/// <summary>An administrator of an emulator.</summary>
internal sealed class AdminClient(RunningEmulator emulator)
{
    public static (string Key, string Value) Setting => ("Emulator:Admin", "true");

    public async Task<HttpStatusCode> ResetAsync()
    {
        using var response = await emulator.Http().PostAsync(Path("reset"), null);
        return response.StatusCode;
    }

    public Task<byte[]> SnapshotAsync() => emulator.Http().GetByteArrayAsync(Path("snapshot"));

    public async Task<HttpStatusCode> RestoreAsync(byte[] snapshot)
    {
        using var response = await emulator.Http().PutAsync(Path("snapshot"), new ByteArrayContent(snapshot));
        return response.StatusCode;
    }

    public async Task<HttpStatusCode> MoveClockAsync(string change)
    {
        using var content = new StringContent(change, Encoding.UTF8, "application/json");
        using var response = await emulator.Http().PostAsync(Path("clock"), content);
        return response.StatusCode;
    }

    public async Task<DateTimeOffset> NowAsync() =>
        JsonDocument.Parse(await emulator.Http().GetStringAsync(Path("clock"))).RootElement.GetProperty("now").GetDateTimeOffset();

    private static Uri Path(string path) => new($"admin/{path}", UriKind.Relative);
}
