using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using CourseComments.TestSupport;

namespace CourseComments.AppHost.Tests;

/// <summary>What the pipelines and azd are told, as far as it can be proved without them.</summary>
public sealed partial class WorkflowTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly string Folder = Path.Combine(Repository.Root, ".github", "workflows");

    public static TheoryData<string> Workflows => [.. Directory.EnumerateFiles(Folder).Select(file => Path.GetFileName(file)).Order()];

    [Theory]
    [MemberData(nameof(Workflows))]
    public void Actions_are_pinned_by_a_commit_that_says_its_version(string workflow)
    {
        var pinned = PinnedAction().Matches(Text(workflow)).Select(match => match.Groups[1].Value);

        Assert.Equal(Read(workflow).ValuesOf("uses"), pinned);
    }

    [Theory]
    [MemberData(nameof(Workflows))]
    public void Workflow_may_read_the_repository_and_deploying_prove_who_it_is(string workflow)
    {
        Assert.Equal(workflow == "deploy.yml" ? ["contents: read", "id-token: write"] : ["contents: read"], Read(workflow).Below("permissions"));
        Assert.Single(PermissionsOfAny().Matches(Text(workflow)));
        Assert.Equal(["false"], Read(workflow).ValuesOf("persist-credentials"));
    }

    [ToolFact("bash")]
    public async Task Commands_are_shell_scripts_into_which_nothing_is_pasted()
    {
        var commands = Directory.EnumerateFiles(Folder).SelectMany(file => Read(file).ValuesOf("run")).ToList();

        Assert.NotEmpty(commands);
        Assert.All(commands, command => Assert.DoesNotContain("${{", command, StringComparison.Ordinal));
        foreach (var command in commands)
        {
            var (exitCode, _, errors) = await ProcessRun.ToEndAsync(new ProcessStartInfo("bash", ["-n", "-c", command]), Patience);
            Assert.True(exitCode == 0, $"{command}: {errors}");
        }
    }

    [Theory]
    [InlineData("manifest.webhook.json")]
    [InlineData("manifest.relay.json")]
    public void Deploying_gives_every_parameter_the_value_that_azd_would_ask_for(string manifest)
    {
        var resources = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "tests", "AppHost.Tests", manifest))).RootElement.GetProperty("resources");
        var parameters = resources.EnumerateObject().Where(resource => resource.Value.GetProperty("type").GetString() == "parameter.v0").ToList();

        Assert.NotEmpty(parameters);
        Assert.All(parameters, parameter => Assert.Contains(
            $"AZURE_{parameter.Name.Replace('-', '_').ToUpperInvariant()}: ${{{{ {(IsSecret(parameter.Value) ? "secrets" : "vars")}.", Text("deploy.yml"), StringComparison.Ordinal));
    }

    [Fact]
    public void Azd_finds_the_app_host_and_the_scripts()
    {
        var project = new YamlFile(Path.Combine(Repository.Root, "azure.yaml"));
        var scripts = project.ValuesOf("run").ToList();

        Assert.True(File.Exists(Path.Combine(Repository.Root, Assert.Single(project.ValuesOf("project")))));
        Assert.Equal(["./eng/hooks/show-urls.sh", "./eng/hooks/show-urls.ps1"], scripts);
        Assert.All(scripts, script => Assert.True(File.Exists(Path.Combine(Repository.Root, script)), script));
        if (!OperatingSystem.IsWindows())
        {
            Assert.True(File.GetUnixFileMode(Path.Combine(Repository.Root, scripts[0])).HasFlag(UnixFileMode.UserExecute));
        }
    }

    private static bool IsSecret(JsonElement parameter) =>
        parameter.GetProperty("inputs").GetProperty("value").TryGetProperty("secret", out var secret) && secret.GetBoolean();

    private static string Text(string workflow) => File.ReadAllText(Path.Combine(Folder, workflow));

    private static YamlFile Read(string workflow) => new(Path.Combine(Folder, workflow));

    /// <summary>The workflow's, or a job's own.</summary>
    [GeneratedRegex(@"^\s*permissions:", RegexOptions.Multiline)]
    private static partial Regex PermissionsOfAny();

    [GeneratedRegex(@"uses: (\S+@[0-9a-f]{40}) # v\d+\.\d+\.\d+$", RegexOptions.Multiline)]
    private static partial Regex PinnedAction();
}
