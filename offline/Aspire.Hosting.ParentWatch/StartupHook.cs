using System.Diagnostics;
using System.Runtime.InteropServices;

/// <summary>
/// Loaded by the runtime into every started project, before its Main (DOTNET_STARTUP_HOOKS): ends the process when
/// the app host is gone. The app host alone holds the other end of standard input, so the end of input means that
/// it exited, however it was killed. The runtime asks for exactly this type name, outside any namespace.
/// </summary>
internal static partial class StartupHook
{
    private const int SigTerm = 15;
    private static readonly TimeSpan GracePeriod = TimeSpan.FromSeconds(5);

    public static void Initialize()
    {
        LeaveNoTrace();
        if (!OperatingSystem.IsWindows())
        {
            // A terminal sends Ctrl+C to the whole group; the app host stops its processes itself, in its own order.
            _ = SetProcessGroup(0, 0);
        }

        new Thread(ExitWithParent) { IsBackground = true, Name = "App host watch" }.Start();
    }

    /// <summary>What this process starts itself is its own affair.</summary>
    private static void LeaveNoTrace()
    {
        const string variable = "DOTNET_STARTUP_HOOKS";
        var own = typeof(StartupHook).Assembly.Location;
        var others = (Environment.GetEnvironmentVariable(variable) ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(hook => hook != own);
        Environment.SetEnvironmentVariable(variable, string.Join(Path.PathSeparator, others));
    }

    private static void ExitWithParent()
    {
        WaitForEndOfInput();
        using var self = Process.GetCurrentProcess();
        if (!OperatingSystem.IsWindows())
        {
            _ = SendSignal(self.Id, SigTerm);
            using var never = new ManualResetEventSlim();
            never.Wait(GracePeriod);
        }

        self.Kill();
    }

    private static void WaitForEndOfInput()
    {
        using var input = Console.OpenStandardInput();
        var ignored = new byte[64];
        try
        {
            while (input.Read(ignored) > 0)
            {
            }
        }
        catch (IOException)
        {
            // A broken pipe says the same as its end.
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int processId, int signal);

    [LibraryImport("libc", EntryPoint = "setpgid")]
    private static partial int SetProcessGroup(int processId, int groupId);
}
