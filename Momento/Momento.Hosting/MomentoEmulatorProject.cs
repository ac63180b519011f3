using System.Reflection;

namespace Aspire.Hosting;

/// <summary>The emulator's project, built together with this assembly, which knows its path.</summary>
internal sealed class MomentoEmulatorProject : IProjectMetadata
{
    public string ProjectPath { get; } = typeof(MomentoEmulatorProject).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .First(metadata => metadata.Key == "MomentoEmulatorProject").Value!;

    public bool SuppressBuild => true;
}
