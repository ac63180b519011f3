namespace CourseComments.Chaos.Tests;

/// <summary>Needs signals that Windows does not have.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PosixTheoryAttribute : TheoryAttribute
{
    public PosixTheoryAttribute() => Skip = OperatingSystem.IsWindows() ? "Windows cannot make a process stand still." : null;
}
