using System.Text.Json;

namespace CourseComments.Standins.Tests.Hosting;

/// <summary>The manifest's shape is the real one's: these values were compared with what the real Aspire writes.</summary>
public sealed class ManifestTests : IDisposable
{
    private readonly CancellationTokenSource _timeout = new(TimeSpan.FromSeconds(60));
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("manifest-");

    public void Dispose()
    {
        _folder.Delete(recursive: true);
        _timeout.Dispose();
    }

    [Fact]
    public async Task A_secret_parameter_is_asked_for_and_its_value_stays_out()
    {
        var manifest = await PublishAsync(builder => builder.AddParameter("key", secret: true));

        Assert.Equal("""{"type":"parameter.v0","value":"{key.inputs.value}","inputs":{"value":{"type":"string","secret":true}}}""", manifest["key"]);
    }

    [Fact]
    public async Task A_default_is_written_as_its_value_or_as_how_to_make_one()
    {
        var manifest = await PublishAsync(builder =>
        {
            builder.AddParameter("fixed", "hello", publishValueAsDefault: true);
            builder.AddParameter("random", new GenerateParameterDefault { MinLength = 32, Special = false, MinNumeric = 2 });
        });

        Assert.Contains("\"default\":{\"value\":\"hello\"}", manifest["fixed"], StringComparison.Ordinal);
        Assert.Contains("\"default\":{\"generate\":{\"minLength\":32,\"special\":false,\"minNumeric\":2}}", manifest["random"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_project_has_its_path_environment_and_bindings()
    {
        var manifest = await PublishAsync(builder => builder.AddProject<Projects.SampleWeb>("web", launchProfileName: null)
            .WithHttpEndpoint().WithExternalHttpEndpoints().WithArgs("--verbose").WithEnvironment("KEY", builder.AddParameter("key", secret: true)));

        using var web = JsonDocument.Parse(manifest["web"]);
        var project = Path.GetFullPath(web.RootElement.GetProperty("path").GetString()!, _folder.FullName);
        Assert.Equal(new Projects.SampleWeb().ProjectPath, project);
        Assert.Equal(["type", "path", "args", "env", "bindings"], web.RootElement.EnumerateObject().Select(property => property.Name));
        Assert.Equal("project.v0", web.RootElement.GetProperty("type").GetString());
        Assert.Equal("{key.value}", web.RootElement.GetProperty("env").GetProperty("KEY").GetString());
        Assert.Equal(
            """{"http":{"scheme":"http","protocol":"tcp","transport":"http","external":true}}""", web.RootElement.GetProperty("bindings").ToString().ReplaceLineEndings("").Replace(" ", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_excluded_is_not_there()
    {
        var manifest = await PublishAsync(builder => builder.AddProject<Projects.SampleWeb>("emulator", launchProfileName: null).ExcludeFromManifest());

        Assert.Empty(manifest);
    }

    [Fact]
    public async Task An_output_path_that_is_no_file_name_is_a_folder() =>
        await PublishAsync(builder => builder.AddParameter("key"), Path.Combine(_folder.FullName, "new"), Path.Combine(_folder.FullName, "new", "aspire-manifest.json"));

    /// <returns>Each resource's JSON, without white space.</returns>
    private async Task<Dictionary<string, string>> PublishAsync(Action<IDistributedApplicationTestingBuilder> add, string? outputPath = null, string? written = null)
    {
        outputPath ??= Path.Combine(_folder.FullName, "manifest.json");
        var builder = DistributedApplicationTestingBuilder.Create("--operation", "publish", "--publisher", "manifest", "--output-path", outputPath);
        add(builder);
        await using var app = await builder.BuildAsync(_timeout.Token);
        await app.StartAsync(_timeout.Token);
        using var manifest = JsonDocument.Parse(await File.ReadAllTextAsync(written ?? outputPath, _timeout.Token));
        return manifest.RootElement.GetProperty("resources").EnumerateObject()
            .ToDictionary(resource => resource.Name, resource => JsonSerializer.Serialize(resource.Value, JsonSerializerOptions.Web).Replace("\\u0022", "\"", StringComparison.Ordinal));
    }
}
