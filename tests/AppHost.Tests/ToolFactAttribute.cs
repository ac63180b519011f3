namespace CourseComments.AppHost.Tests;

/// <summary>A test that needs programs of the machine; where one is missing it is skipped and says which.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ToolFactAttribute : FactAttribute
{
    public ToolFactAttribute(params string[] tools) => Skip = MachineTool.WhyNot(tools)!;
}
