using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;

namespace CourseComments.Gateway.Tests;

/// <summary>Gateways on real servers before services that keep what they are sent.</summary>
internal sealed class GatewayFixture
{
    private readonly List<WebApplicationFactory<Program>> _factories = [];

    public Dictionary<string, Backend> Backends { get; } = [];

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
    }

    /// <summary>A client of a gateway of its own.</summary>
    public HttpClient Gateway(string environment, params (string Key, string Value)[] settings) =>
        Create(environment, settings).CreateClient();

    /// <summary>What a gateway of its own is made of.</summary>
    public IServiceProvider Services(string environment) => Create(environment).Services;

    private WebApplicationFactory<Program> Create(string environment, params (string Key, string Value)[] settings)
    {
        var factory = new WebApplicationFactory<Program>().WithWebHostBuilder(host =>
        {
            host.UseEnvironment(environment);
            foreach (var (name, backend) in Backends)
            {
                host.UseSetting($"services:{name}:http:0", backend.Url);
            }

            foreach (var (key, value) in settings)
            {
                host.UseSetting(key, value);
            }
        });
        _factories.Add(factory);
        factory.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port: 0));
        return factory;
    }
}
