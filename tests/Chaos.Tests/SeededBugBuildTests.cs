using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using CourseComments.Chaos.Processes;

namespace CourseComments.Chaos.Tests;

/// <summary>What is deployed has nothing of the bugs.</summary>
public sealed class SeededBugBuildTests
{
    [Theory]
    [InlineData("WebhookService")]
    [InlineData("Relay")]
    public void Only_the_build_with_seeded_bugs_has_them(string project)
    {
        Assert.Contains(Names(project, withSeededBugs: true), IsOfABug);
        Assert.DoesNotContain(Names(project, withSeededBugs: false), IsOfABug);
    }

    /// <summary>The names of all types and methods, and all literal texts.</summary>
    private static List<string> Names(string project, bool withSeededBugs)
    {
        using var file = File.OpenRead(ServicePrograms.Find(project, withSeededBugs));
        using var assembly = new PEReader(file);
        var metadata = assembly.GetMetadataReader();
        var names = new List<string>();
        names.AddRange(metadata.TypeDefinitions.Select(type => metadata.GetString(metadata.GetTypeDefinition(type).Name)));
        names.AddRange(metadata.MethodDefinitions.Select(method => metadata.GetString(metadata.GetMethodDefinition(method).Name)));
        for (var text = MetadataTokens.UserStringHandle(1); !text.IsNil; text = metadata.GetNextHandle(text))
        {
            names.Add(metadata.GetUserString(text));
        }

        return names;
    }

    private static bool IsOfABug(string name) =>
        name.Contains("SeededBug", StringComparison.Ordinal) || name.Contains("SeedBug", StringComparison.Ordinal) || name == "SEEDED_BUG";
}
