using System.Net;
using System.Net.Sockets;
using CourseComments.TestSupport;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CourseComments.Gateway.Tests;

/// <summary>Gateways on real servers before services that keep what they are sent.</summary>
internal sealed class GatewayFixture
{
    private readonly List<WebApplicationFactory<Program>> _factories = [];

    public Dictionary<string, Backend> Backends { get; } = [];

    /// <summary>Whose tokens every gateway takes for valid.</summary>
    public TestIdentity Identity { get; } = new();

    /// <summary>Whether the gateway can reach the provider of these tokens.</summary>
    public bool IsIdentityAway { get; init; }

    /// <summary>Stops the clock that rates go by; null for a running one.</summary>
    public FakeTimeProvider? Clock { get; init; }

    /// <summary>Where gateways listen.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    public async Task InitializeAsync()
    {
        foreach (var name in new[] { "tokens", "webhooks", "identity" })
        {
            Backends[name] = await Backend.StartAsync(name);
        }
    }

    public async Task DisposeAsync()
    {
        foreach (var factory in _factories)
        {
            await factory.DisposeAsync();
        }

        foreach (var backend in Backends.Values)
        {
            await backend.DisposeAsync();
        }

        Identity.Dispose();
    }

    /// <summary>A client of a gateway of its own.</summary>
    public HttpClient Gateway(string environment, params (string Key, string Value)[] settings) =>
        Start(environment, settings).CreateClient();

    /// <summary>What a gateway of its own is made of.</summary>
    public IServiceProvider Services(string environment) => Start(environment).Services;

    /// <summary>A gateway of its own, on a real server.</summary>
    public WebApplicationFactory<Program> Start(string environment, params (string Key, string Value)[] settings)
    {
        var factory = new WebApplicationFactory<Program>().WithWebHostBuilder(host =>
        {
            host.UseEnvironment(environment);
            host.UseSetting("Authentication:Schemes:Bearer:Authority", TestIdentity.Issuer);
            host.UseSetting("Authentication:Schemes:Bearer:ValidAudiences:0", TestIdentity.Audience);
            foreach (var (name, backend) in Backends)
            {
                host.UseSetting($"services:{name}:http:0", backend.Url);
            }

            foreach (var (key, value) in settings)
            {
                host.UseSetting(key, value);
            }

            host.ConfigureTestServices(services =>
            {
                if (!IsIdentityAway)
                {
                    Identity.TrustedBy(services);
                }

                if (Clock is not null)
                {
                    services.AddSingleton<TimeProvider>(Clock);
                }
            });
        });
        _factories.Add(factory);
        factory.UseKestrel(kestrel => kestrel.Listen(Address, port: 0));
        factory.StartServer();
        return factory;
    }

    /// <summary>A client whose requests come from another address of this machine.</summary>
    public static HttpClient From(string address, WebApplicationFactory<Program> gateway) =>
        new(new SocketsHttpHandler
        {
            ConnectCallback = async (context, cancellationToken) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                socket.Bind(new IPEndPoint(IPAddress.Parse(address), 0));
                await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            },
        })
        {
            BaseAddress = gateway.ClientOptions.BaseAddress,
        };
}
