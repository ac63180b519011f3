using System.Runtime.InteropServices;
using CourseComments.Chaos;
using CourseComments.Chaos.Planning;
using CourseComments.Chaos.Processes;
using CourseComments.History;

if (CommandLine.Parse(args) is not { } command)
{
    await Console.Error.WriteLineAsync(CommandLine.Usage);
    return 2;
}

if (command.Check is { } file)
{
    var events = HistoryFile.Read(file);
    var kept = new ChaosOutcome(HistoryCounts.Of(events), HistoryChecker.Check(events));
    Console.WriteLine(kept);
    return kept.Violations.Count == 0 ? 0 : 1;
}

using var interrupted = new CancellationTokenSource();
using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt);
using var onTermination = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt);

try
{
    var isRight = true;
    foreach (var mode in command.Modes)
    {
        var plan = PlanGenerator.Generate(command.Seed, mode, command.Length / command.Modes.Count);
        Console.WriteLine(plan);
        if (!command.IsPlanOnly)
        {
            var folder = Path.Combine(ServicePrograms.Artifacts, "chaos", $"{command.Seed}-{mode}");
            var outcome = await ChaosRun.RunAsync(plan, folder, command.Bug, TimeProvider.System, interrupted.Token);
            Console.WriteLine($"{mode}: history and logs are in {folder}");
            Console.WriteLine(outcome);
            isRight &= outcome.Violations.Count == 0;
        }
    }

    return isRight ? 0 : 1;
}
catch (OperationCanceledException) when (interrupted.IsCancellationRequested)
{
    await Console.Error.WriteLineAsync("Interrupted.");
    return 1;
}

// The processes that were started must not outlive this one.
void Interrupt(PosixSignalContext signal)
{
    signal.Cancel = true;
    interrupted.Cancel();
}
