namespace CourseComments.Chaos.Tests;

/// <summary>Needs signals that Windows does not have.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PosixFactAttribute : FactAttribute
{
    public PosixFactAttribute() => Skip = OperatingSystem.IsWindows() ? "Windows cannot make a process stand still." : null;
}
