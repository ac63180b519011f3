// What proving a signature costs beside the platform's HMAC alone, in time and in memory:
// dotnet run -c Release --project benchmarks/Verify
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using CourseComments.Benchmarks.Verify;

// In this process: a project that is made for each benchmark would not find the repository's build settings.
BenchmarkRunner.Run<Verification>(ManualConfig.Create(DefaultConfig.Instance)
    .AddJob(Job.ShortRun.WithIterationCount(10).WithToolchain(InProcessEmitToolchain.Instance))
    .WithArtifactsPath(Path.Combine(AppContext.BaseDirectory, "BenchmarkDotNet.Artifacts")));
