using System.Net.Sockets;
using CourseComments.TestSupport;

namespace CourseComments.Gateway.Tests;

public sealed class ServerLimitTests : IAsyncLifetime
{
    private const string Comment = "POST /api/courses/123/comments HTTP/1.1\r\nHost: gateway\r\n";
    private const string Webhook = "POST /webhooks/momento HTTP/1.1\r\nHost: gateway\r\nContent-Type: application/json\r\n";

    private readonly GatewayFixture _fixture = new();

    public Task InitializeAsync() => _fixture.InitializeAsync();

    public Task DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task Too_large_headers_are_refused()
    {
        using var connection = await OpenAsync();
        await connection.SendAsync($"{Comment}X-Large: {new string('x', 17 * 1024)}\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 431", await connection.ReadToEndAsync(), StringComparison.Ordinal);
        AssertNothingPassed();
    }

    [Fact]
    public async Task Too_many_headers_are_refused()
    {
        using var connection = await OpenAsync();
        await connection.SendAsync(Comment + string.Concat(Enumerable.Range(0, 65).Select(number => $"X-{number}: x\r\n")) + "\r\n");

        Assert.StartsWith("HTTP/1.1 431", await connection.ReadToEndAsync(), StringComparison.Ordinal);
        AssertNothingPassed();
    }

    [Fact]
    public async Task Too_long_a_target_is_refused()
    {
        using var connection = await OpenAsync();
        await connection.SendAsync($"GET /api/courses/123/comments?cursor={new string('x', 5 * 1024)} HTTP/1.1\r\nHost: gateway\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 414", await connection.ReadToEndAsync(), StringComparison.Ordinal);
        AssertNothingPassed();
    }

    [Fact]
    public async Task Trickling_headers_are_cut()
    {
        using var connection = await OpenAsync();
        await connection.SendAsync(Webhook);
        var (answer, lasted) = await connection.TrickleAsync("X-Slow: loris\r\n", TimeSpan.FromMilliseconds(500));

        Assert.StartsWith("HTTP/1.1 408", answer, StringComparison.Ordinal);
        Assert.InRange(lasted, TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(10));
        AssertNothingPassed();
    }

    [Fact]
    public async Task Body_that_comes_in_pieces_passes_as_it_is()
    {
        using var connection = await OpenAsync();
        await connection.SendAsync($"{Webhook}Content-Length: 4\r\nConnection: close\r\n\r\n{{");
        await connection.SendAsync(" \n}");

        Assert.StartsWith("HTTP/1.1 200", await connection.ReadToEndAsync(), StringComparison.Ordinal);
        Assert.Equal("{ \n}"u8, Assert.Single(_fixture.Backends["webhooks"].Received).Body);
    }

    [Theory]
    [InlineData("x", 500)]
    [InlineData("a body that is sent faster than the lowest rate, but not fast enough to be ready in four seconds: .", 20)]
    public async Task Webhook_whose_body_takes_longer_than_four_seconds_is_given_up(string piece, int pauseInMilliseconds)
    {
        using var connection = await OpenAsync();
        await connection.SendAsync(Webhook + "Content-Length: 32768\r\nConnection: close\r\n\r\n");
        var (answer, lasted) = await connection.TrickleAsync(piece, TimeSpan.FromMilliseconds(pauseInMilliseconds));

        Assert.StartsWith("HTTP/1.1 408", answer, StringComparison.Ordinal);
        Assert.InRange(lasted, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(8));
        AssertNothingPassed();
    }

    [Fact]
    public async Task Address_with_too_many_connections_gets_no_more_while_others_do()
    {
        var gateway = _fixture.Start("Production", ("Server:MaxConnectionsPerAddress", "2"));
        var server = gateway.ClientOptions.BaseAddress;
        using var first = await RawConnection.OpenAsync(server, "127.0.0.2");
        using var second = await RawConnection.OpenAsync(server, "127.0.0.2");
        using var third = await RawConnection.OpenAsync(server, "127.0.0.2");
        // Whichever of them the server comes to last.
        RawConnection[] connections = [first, second, third];
        var ends = Array.ConvertAll(connections, connection => connection.ReadToEndAsync());
        var cut = await Task.WhenAny(ends);
        Assert.Equal("", await cut);

        using var other = GatewayFixture.From("127.0.0.3", gateway);
        Assert.Equal("webhooks", await other.GetStringAsync(new Uri("/api/courses/123/comments", UriKind.Relative)));

        _ = Assert.Single(ends, end => end.IsCompleted);
        connections[Array.FindIndex(ends, end => end != cut)].Dispose();
        await Eventually.GetAsync("a place for the address that hung up", async () =>
        {
            using var again = await RawConnection.OpenAsync(server, "127.0.0.2");
            try
            {
                await again.SendAsync("GET /alive HTTP/1.1\r\nHost: gateway\r\nConnection: close\r\n\r\n");
            }
            catch (SocketException)
            {
                return null; // Cut before it asked.
            }

            return await again.ReadToEndAsync() is { Length: > 0 } answer ? answer : null;
        });
    }

    [Fact]
    public async Task Server_with_all_its_connections_takes_no_more()
    {
        const int most = 100;
        var server = _fixture.Start("Production", ("Server:MaxConnections", $"{most}")).ClientOptions.BaseAddress;
        var open = new List<RawConnection>();
        try
        {
            for (var i = 0; i < most + 1; i++)
            {
                open.Add(await RawConnection.OpenAsync(server, "127.0.0.2"));
            }

            var answers = open.ConvertAll(connection => connection.ReadToEndAsync());
            var refused = answers.IndexOf(await Task.WhenAny(answers));
            Assert.Equal("", await answers[refused]);
            for (var i = 0; i < open.Count; i++)
            {
                if (i != refused)
                {
                    await open[i].SendAsync("GET /alive HTTP/1.1\r\nHost: gateway\r\nConnection: close\r\n\r\n");
                    Assert.StartsWith("HTTP/1.1 200", await answers[i], StringComparison.Ordinal);
                }
            }
        }
        finally
        {
            open.ForEach(connection => connection.Dispose());
        }
    }

    [Fact]
    public async Task Trusted_proxy_may_have_more_connections_than_one_client()
    {
        var gateway = _fixture.Start(
            "Production", ("Server:MaxConnectionsPerAddress", "1"), ("ForwardedHeaders:KnownNetworks:0", "127.0.0.2/32"));
        using var idle = await RawConnection.OpenAsync(gateway.ClientOptions.BaseAddress, "127.0.0.2");
        using var proxy = GatewayFixture.From("127.0.0.2", gateway);

        Assert.Equal("webhooks", await proxy.GetStringAsync(new Uri("/api/courses/123/comments", UriKind.Relative)));
    }

    private Task<RawConnection> OpenAsync() => RawConnection.OpenAsync(_fixture.Start("Production").ClientOptions.BaseAddress);

    private void AssertNothingPassed() => Assert.All(_fixture.Backends.Values, backend => Assert.Empty(backend.Begun));
}
