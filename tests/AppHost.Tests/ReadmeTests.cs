using CourseComments.TestSupport;

namespace CourseComments.AppHost.Tests;

/// <summary>What the README tells a stranger to type.</summary>
[Collection(AppHostDefinition.Name)]
public sealed class ReadmeTests(AppHostFixture system)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [ToolFact("bash", "curl")]
    public async Task Copy_paste_lines_list_the_comment_under_its_author() =>
        await MachineTool.RunAsync(Patience, Repository.Root, "bash", "docs/try-it.sh", system.GatewayUrl.GetLeftPart(UriPartial.Authority));
}
