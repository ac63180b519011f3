using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace CourseComments.Images.Tests;

/// <summary>What <c>dotnet publish -t:PublishContainer</c> makes of a service, without a container engine and without the public registry.</summary>
public sealed class ImageTests(GatewayImages images) : IClassFixture<GatewayImages>
{
    [Fact]
    public void Image_starts_the_service_on_its_port_and_without_root()
    {
        var runs = images.First.Runs;

        Assert.Equal("1654", runs.GetProperty("User").GetString());
        Assert.Equal(["8080/tcp"], runs.GetProperty("ExposedPorts").EnumerateObject().Select(port => port.Name));
        Assert.Equal(["dotnet", "/app/CourseComments.Gateway.dll"], ImageArchive.Strings(runs.GetProperty("Entrypoint")));
        Assert.Contains("/app/CourseComments.Gateway.dll", images.First.Files.Keys);
        Assert.Equal("/app/", runs.GetProperty("WorkingDir").GetString());
        Assert.Equal(["course-comments/gateway:latest"], images.First.Tags);
    }

    [Fact]
    public void Image_needs_no_cultures()
    {
        var settings = JsonDocument.Parse(images.First.Files["/app/CourseComments.Gateway.runtimeconfig.json"]).RootElement
            .GetProperty("runtimeOptions").GetProperty("configProperties");

        Assert.True(settings.GetProperty("System.Globalization.Invariant").GetBoolean());
    }

    [Fact]
    public void Image_holds_what_runs_and_nothing_of_development()
    {
        string[] expected = [".dll", ".json", ".pdb"];
        var files = images.First.Files.Keys.Where(file => file != "/app/CourseComments.Gateway").ToList();

        Assert.All(files, file => Assert.StartsWith("/app/", file, StringComparison.Ordinal));
        Assert.All(files, file => Assert.Contains(Path.GetExtension(file), expected));
        Assert.DoesNotContain("/app/appsettings.Development.json", files);
        Assert.Contains("/app/appsettings.json", files);
    }

    [Theory]
    [InlineData("CourseComments.Gateway")]
    [InlineData("Yarp.ReverseProxy")]
    public void Image_is_compiled_when_it_is_built_and_not_at_each_start(string assembly)
    {
        using var file = new PEReader(ImmutableCollectionsMarshal.AsImmutableArray(images.First.Files[$"/app/{assembly}.dll"]));

        Assert.NotEqual(0, file.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size);
    }

    [Fact]
    public void Labels_say_what_it_is_and_not_when_it_was_built()
    {
        var labels = images.First.Runs.GetProperty("Labels").EnumerateObject().ToDictionary(label => label.Name, label => label.Value.GetString());

        Assert.Equal("CourseComments Gateway", labels["org.opencontainers.image.title"]);
        Assert.DoesNotContain(labels.Keys, name => name.EndsWith(".created", StringComparison.Ordinal));
    }

    [Fact]
    public void Same_sources_give_the_same_files()
    {
        var (first, second) = (images.First.Files, images.Second.Files);

        Assert.Equal(first.Keys.Order(), second.Keys.Order());
        Assert.Empty(first.Where(file => !second[file.Key].AsSpan().SequenceEqual(file.Value)).Select(file => file.Key));
        Assert.Equal(images.First.Runs.ToString(), images.Second.Runs.ToString());
    }

    [Fact]
    public async Task Registry_is_given_the_image_whole_and_azd_the_port()
    {
        var configuration = JsonDocument.Parse(await images.PushAsync("pushed")).RootElement;

        var manifest = Assert.Single(images.Registry.Pushed, image => image.Key == "course-comments/gateway:pushed");
        var parts = JsonDocument.Parse(manifest.Value).RootElement;
        Assert.True(images.Registry.HasBlob(parts.GetProperty("config").GetProperty("digest").GetString()!));
        Assert.All(parts.GetProperty("layers").EnumerateArray(), layer => Assert.True(images.Registry.HasBlob(layer.GetProperty("digest").GetString()!)));
        Assert.Equal(2, parts.GetProperty("layers").GetArrayLength());
        Assert.True(configuration.GetProperty("config").GetProperty("ExposedPorts").TryGetProperty("8080/tcp", out _));
    }
}
