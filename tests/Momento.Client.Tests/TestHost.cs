using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Momento.Client.Tests;

internal static class TestHost
{
    public static HostApplicationBuilder Builder(params (string Key, string? Value)[] configuration)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Configuration.AddInMemoryCollection(configuration.ToDictionary(c => c.Key, c => c.Value));
        return builder;
    }
}
