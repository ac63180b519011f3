using System.Reflection;
using Xunit.Sdk;

namespace CourseComments.AppHost.Tests;

/// <summary>A theory's case for a program of the machine; where it, or another that it needs, is missing the case is skipped and says which.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class ToolDataAttribute : DataAttribute
{
    private readonly string _tool;

    public ToolDataAttribute(string tool, params string[] others)
    {
        _tool = tool;
        Skip = MachineTool.WhySkip([tool, .. others]);
    }

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[_tool]];
}
