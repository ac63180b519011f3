namespace Aspire.Hosting.Orchestration;

internal static class ExitCodes
{
    /// <summary>On Unix a process ended by a signal has 128 and the signal's number as its code.</summary>
    public static string Describe(int code) => $"exit code {code}" + code switch
    {
        134 => " (SIGABRT: an unhandled exception or an abort)",
        137 => " (SIGKILL: somebody killed it, or the system ran out of memory)",
        139 => " (SIGSEGV: a segmentation fault)",
        130 => " (SIGINT: it was interrupted)",
        143 => " (SIGTERM: it was told to end)",
        150 => " (the .NET runtime it needs is not installed)",
        > 128 and < 193 => $" (signal {code - 128})",
        _ => "",
    };
}
