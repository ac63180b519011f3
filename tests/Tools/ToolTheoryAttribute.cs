namespace MachineTools;

/// <summary>Cases that need programs of the machine; where one is missing they are skipped and say which.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ToolTheoryAttribute : TheoryAttribute
{
    public ToolTheoryAttribute(params string[] tools) => Skip = MachineTool.WhySkip(tools);
}
