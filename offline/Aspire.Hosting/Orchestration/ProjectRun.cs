namespace Aspire.Hosting.Orchestration;

/// <summary>One run of a project: from its process's start until its end has been told.</summary>
internal sealed class ProjectRun(ProjectProcess process)
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ProjectProcess Process => process;

    public void Ended() => _ended.TrySetResult();

    public async Task StopAsync()
    {
        await process.StopAsync();
        await _ended.Task;
    }
}
