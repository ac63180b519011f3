using Grpc.Core;

namespace Momento.Emulator.Tests.Auth;

public sealed class AuthenticationTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task Without_required_authentication_a_caller_without_a_key_is_a_super_user(string? key)
    {
        await using var emulator = await RunningEmulator.StartAsync(("Emulator:RequireAuthentication", "false"));
        var clients = emulator.Clients(key);

        await clients.Control.CreateCacheAsync(new Momento.Protocol.Control.CreateCacheRequest { CacheName = "new" });
    }

    [Fact]
    public async Task Without_required_authentication_an_unknown_key_is_still_refused()
    {
        await using var emulator = await RunningEmulator.StartAsync(("Emulator:RequireAuthentication", "false"));

        var failure = await Assert.ThrowsAsync<RpcException>(() => emulator.Clients("unknown").GetAsync("key"));

        Assert.Equal(StatusCode.Unauthenticated, failure.StatusCode);
    }
}
