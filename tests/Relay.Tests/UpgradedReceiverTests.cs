using System.Net;
using System.Net.Sockets;
using CourseComments.TestSupport;

namespace CourseComments.Relay.Tests;

/// <summary>Container Apps answers on HTTPS, and Aspire hands out such addresses under the name of the HTTP endpoint.</summary>
public sealed class UpgradedReceiverTests : IAsyncLifetime
{
    /// <summary>The first byte of TLS (RFC 8446, section 5.1).</summary>
    private const int Handshake = 22;

    private readonly RelayFixture _relay = new();

    public Task InitializeAsync() => _relay.InitializeAsync();

    public Task DisposeAsync() => _relay.DisposeAsync();

    [Fact]
    public async Task Receiver_that_is_named_with_https_is_asked_over_tls()
    {
        using var receiver = new TcpListener(IPAddress.Loopback, port: 0);
        receiver.Start();
        _relay.With("Services:webhooks:http:0", $"https://{receiver.LocalEndpoint}").Start();

        await _relay.PublishAsync("123", "Great course!");
        using var connection = await Eventually.GetAsync(
            "a connection of the relay's", () => Task.FromResult(receiver.Pending() ? receiver.AcceptTcpClient() : null));
        var first = await Eventually.GetAsync<object>(
            "the first byte from the relay", () => Task.FromResult<object?>(connection.Available > 0 ? connection.GetStream().ReadByte() : null));

        Assert.Equal(Handshake, first);
    }
}
