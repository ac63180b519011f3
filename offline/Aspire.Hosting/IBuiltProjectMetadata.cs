namespace Aspire.Hosting;

/// <summary>What the generated Projects classes know besides the real ones': where the build put the project's assembly.</summary>
public interface IBuiltProjectMetadata : IProjectMetadata
{
    string TargetPath { get; }
}
