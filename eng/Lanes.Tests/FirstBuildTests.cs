namespace CourseComments.Lanes.Tests;

/// <summary>One command on a fresh tree, up to the running program.</summary>
public sealed class FirstBuildTests : IDisposable
{
    private const string BuiltProgram = "artifacts/bin/App/debug/CourseComments.App.dll";

    private readonly SampleRepository _repository = new();

    public void Dispose() => _repository.Dispose();

    [Fact]
    public async Task A_project_runs_on_the_packages_where_the_feed_has_them()
    {
        _repository.WithUpstreamPackages();

        var run = (await _repository.DotnetAsync("run", "--project", "App")).ThatSucceeded();

        Assert.Equal($"Aspire.AppHost.Sdk, package {_repository.MomentoVersion}", run.Output.Trim());
        Assert.Equal([_repository.StampOf("true")], _repository.Stamps);
    }

    [Fact]
    public async Task The_solution_is_built_on_the_packages_where_the_feed_has_them_and_says_so_once()
    {
        _repository.WithUpstreamPackages();

        var build = (await _repository.DotnetAsync("build", "Sample.slnx")).ThatSucceeded();
        var run = (await _repository.DotnetAsync(BuiltProgram)).ThatSucceeded();

        Assert.Equal([$"Aspire {_repository.AspireVersion} and Momento.Sdk {_repository.MomentoVersion} are on this feed: building on the real packages."], build.Verdicts);
        Assert.Equal($"Aspire.AppHost.Sdk, package {_repository.MomentoVersion}", run.Output.Trim());
        Assert.Equal([_repository.StampOf("true")], _repository.Stamps);
    }

    [Fact]
    public async Task A_project_is_built_on_the_stand_ins_where_the_feed_lacks_the_packages()
    {
        var build = (await _repository.DotnetAsync("build", "App")).ThatSucceeded();
        var run = (await _repository.DotnetAsync(BuiltProgram)).ThatSucceeded();

        Assert.EndsWith("is not on this feed: building on the stand-ins under offline/.", Assert.Single(build.Verdicts), StringComparison.Ordinal);
        Assert.Equal("stand-in", run.Output.Trim());
        Assert.Equal([_repository.StampOf("false")], _repository.Stamps);
    }
}
