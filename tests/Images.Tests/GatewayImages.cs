using CourseComments.TestSupport;

namespace CourseComments.Images.Tests;

/// <summary>The gateway as an image, made by two builds of the same sources.</summary>
public sealed class GatewayImages : IAsyncLifetime
{
    /// <summary>Below the root, as any build is, so that compilers write the same paths; the same for both builds.</summary>
    private readonly DirectoryInfo _folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts", $"images-{Path.GetRandomFileName()}"));

    private Registry? _registry;

    internal Registry Registry => _registry!;

    internal ImageArchive First { get; private set; } = null!;

    internal ImageArchive Second { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        _registry = await Registry.StartAsync(BaseImage.Create());
        First = await ArchiveAsync();
        Directory.Delete(BuiltIn, recursive: true);
        Second = await ArchiveAsync();
    }

    /// <summary>Once more, to a registry, as azd does. What is built already is not built again.</summary>
    /// <returns>What azd reads the service's port from.</returns>
    public Task<string> PushAsync(string tag) => ServiceImage.PublishAsync(
        "Gateway", Repository.Root, Registry, BuiltIn,
        $"-p:ContainerRegistry={Registry.Name}", $"-p:ContainerImageTag={tag}", "--getProperty:GeneratedContainerConfiguration");

    public async Task DisposeAsync()
    {
        _folder.Delete(recursive: true);
        if (_registry is not null)
        {
            await _registry.DisposeAsync();
        }
    }

    private string BuiltIn => Path.Combine(_folder.FullName, "built");

    private async Task<ImageArchive> ArchiveAsync()
    {
        var archive = Path.Combine(_folder.FullName, "gateway.tar");
        await ServiceImage.PublishAsync("Gateway", Repository.Root, Registry, BuiltIn, $"-p:ContainerArchiveOutputPath={archive}");
        return ImageArchive.Open(archive);
    }
}
