namespace CourseComments.Chaos.Planning;

/// <summary>What is done to a process.</summary>
internal enum FaultKind
{
    /// <summary>SIGKILL, and started again later.</summary>
    Kill,

    /// <summary>SIGSTOP, and SIGCONT later.</summary>
    Pause,

    /// <summary>SIGSTOP, SIGKILL later, and started again still later.</summary>
    PauseAndKill,
}
