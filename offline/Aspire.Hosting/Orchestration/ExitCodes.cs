namespace Aspire.Hosting.Orchestration;

internal static class ExitCodes
{
    /// <summary>On Unix a process ended by a signal has 128 and the signal's number as its code.</summary>
    public static string Describe(int code) => code switch
    {
        0 => "as it should",
        134 => "after an unhandled exception or an abort (SIGABRT)",
        137 => "killed (SIGKILL; perhaps the system ran out of memory)",
        139 => "after a segmentation fault (SIGSEGV)",
        130 => "interrupted (SIGINT)",
        143 => "told to end (SIGTERM)",
        150 => "because the .NET runtime it needs is not installed",
        > 128 and < 193 => $"ended by signal {code - 128}",
        _ => "of its own accord",
    };
}
