using SharpYaml.Model;

namespace CourseComments.AppHost.Tests.Platforms;

[Collection(PublishedPlatformsDefinition.Name)]
public sealed class ComposeTests(PublishedPlatforms published)
{
    [Fact]
    public async Task Only_the_gateway_has_a_port_and_only_on_this_machine()
    {
        var services = await ServicesAsync();

        Assert.Equal(["gateway", "relay", "tokens", "webhooks"], services.Keys.Order());
        Assert.Equal(["gateway"], services.Where(service => service.Value.ContainsKey("ports")).Select(service => service.Key));
        Assert.StartsWith("127.0.0.1:", Assert.Single(ListOf(services["gateway"], "ports")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Service_starts_again_ends_in_its_time_writes_no_files_and_has_no_privileges() => Assert.All((await ServicesAsync()).Values, service =>
    {
        Assert.Equal("unless-stopped", TextOf(service["restart"]));
        Assert.Equal("30s", TextOf(service["stop_grace_period"]));
        Assert.Equal("true", TextOf(service["read_only"]));
        Assert.Equal(["ALL"], ListOf(service, "cap_drop"));
        Assert.Equal(["no-new-privileges:true"], ListOf(service, "security_opt"));
    });

    private async Task<Dictionary<string, YamlMapping>> ServicesAsync()
    {
        using var text = (await published.ForAsync("compose", "Relay")).GetFiles("docker-compose.yaml").Single().OpenText();
        var services = (YamlMapping)((YamlMapping)YamlStream.Load(text)[0].Contents!)["services"]!;
        return services.ToDictionary(service => TextOf(service.Key), service => (YamlMapping)service.Value!);
    }

    private static IEnumerable<string> ListOf(YamlMapping service, string key) => ((YamlSequence)service[key]!).Select(TextOf);

    private static string TextOf(YamlElement? element) => ((YamlValue)element!).Value;
}
