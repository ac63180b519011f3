using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Grpc.Net.Client;
using Grpc.Net.Client.Web;
using Momento.Emulator.Tests.Auth;
using Momento.Protocol.Permissions;
using Momento.Emulator.Tests.Persistence;

namespace Momento.Emulator.Tests.Transport;

/// <summary>One endpoint with a certificate, set up with nothing but Kestrel's own section.</summary>
public sealed class TlsTests
{
    private const string Password = "of-the-certificate";

    [Fact]
    public async Task One_tls_endpoint_serves_grpc_grpc_web_and_the_http_api_under_all_of_momentos_host_names()
    {
        using var directory = new TemporaryDirectory();
        using var certificate = MakeCertificate();
        var file = Path.Combine(directory.Path, "certificate.pfx");
        await File.WriteAllBytesAsync(file, certificate.Export(X509ContentType.Pfx, Password));
        await using var emulator = await RunningEmulator.StartAsync(
            ("Kestrel:Endpoints:tls:Url", "https://127.0.0.1:0"),
            ("Kestrel:Endpoints:tls:Certificate:Path", file),
            ("Kestrel:Endpoints:tls:Certificate:Password", Password));

        MomentoClients Clients(string host, bool isWeb = false) => new(
            GrpcChannel.ForAddress($"https://{host}", new GrpcChannelOptions { HttpHandler = Handler(emulator, certificate, isWeb), DisposeHttpClient = true }),
            RunningEmulator.SuperUserKey);

        await Clients("cache.momento.test").SetAsync("key", "value");
        Assert.Equal("value", await Clients("web.cache.momento.test", isWeb: true).GetAsync("key"));
        Assert.NotEmpty((await Clients("control.momento.test").Control.ListCachesAsync(new(), MomentoClients.In(null))).Cache);

        var minted = await Clients("token.momento.test").Tokens.GenerateDisposableTokenAsync(
            TokenExtensions.Request([TokenScopes.Cache(CacheRole.ReadOnly)]), MomentoClients.In(null));
        Assert.Equal("momento.test", minted.Endpoint);

        using var http = new HttpClient(Handler(emulator, certificate, isWeb: false));
        Assert.Equal(
            "value", Encoding.UTF8.GetString(await http.GetByteArrayAsync(new Uri($"https://api.cache.momento.test/cache/test-cache?key=key&token={minted.ApiKey}"))));
    }

    private static HttpMessageHandler Handler(RunningEmulator emulator, X509Certificate2 certificate, bool isWeb)
    {
        var port = emulator.TlsUrl.Port;
        var handler = new SocketsHttpHandler
        {
            SslOptions = { RemoteCertificateValidationCallback = (_, presented, _, _) => certificate.Equals(presented) },
            ConnectCallback = async (_, cancellationToken) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        return isWeb ? new GrpcWebHandler(GrpcWebMode.GrpcWebText, handler) : handler;
    }

    private static X509Certificate2 MakeCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=momento.test", key, HashAlgorithmName.SHA256);
        return request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
    }
}
