using System.Text.Json;

namespace CourseComments.Contracts.Tests;

public sealed class CommentMessageTests
{
    [Theory]
    [InlineData("\"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\"", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")]
    [InlineData("\"\\ud800\"", null)]
    [InlineData("[1,{}]", null)]
    [InlineData("null", null)]
    public void Trace_context_that_is_no_text_leaves_the_comment_as_it_is(string traceParent, string? read)
    {
        var message = JsonSerializer.Deserialize(
            $$"""{"courseId":"123","traceparent":{{traceParent}},"comment":"Great course!"}""", ContractsJsonContext.Default.CommentMessage)!;

        Assert.Equal(("123", "Great course!", read), (message.CourseId, message.Comment, message.TraceParent));
    }
}
