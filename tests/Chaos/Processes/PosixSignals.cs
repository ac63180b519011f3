using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace CourseComments.Chaos.Processes;

/// <summary>Makes a process stand still and go on. Not on Windows.</summary>
internal static partial class PosixSignals
{
    private static readonly int StopSignal = OperatingSystem.IsMacOS() ? 17 : 19;
    private static readonly int ContinueSignal = OperatingSystem.IsMacOS() ? 19 : 18;

    public static void Stop(Process process) => Send(process, StopSignal);

    public static void Continue(Process process) => Send(process, ContinueSignal);

    private static void Send(Process process, int signal)
    {
        if (SendSignal(process.Id, signal) != 0)
        {
            throw new Win32Exception();
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int SendSignal(int process, int signal);
}
