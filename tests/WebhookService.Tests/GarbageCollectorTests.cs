using System.Text.Json;

namespace CourseComments.WebhookService.Tests;

public sealed class GarbageCollectorTests
{
    private const string Prefix = "System.GC.";

    // The runtime ignores a setting that it does not know, and the service takes half as much memory again.
    [Fact]
    public void Every_setting_is_one_that_the_runtime_reads()
    {
        var file = Path.Combine(AppContext.BaseDirectory, "CourseComments.WebhookService.runtimeconfig.json");
        using var configuration = JsonDocument.Parse(File.ReadAllBytes(file));
        var settings = configuration.RootElement.GetProperty("runtimeOptions").GetProperty("configProperties").EnumerateObject()
            .Where(property => property.Name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(property => property.Name[Prefix.Length..])
            .ToList();

        Assert.NotEmpty(settings);
        var known = GC.GetConfigurationVariables().Keys;
        Assert.All(settings, setting => Assert.True(known.Contains($"GC{setting}") || known.Contains($"{setting}GC"), $"{Prefix}{setting} is not known"));
    }
}
