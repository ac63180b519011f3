using System.Text;
using System.Text.Json;
using Momento.Webhooks;

namespace CourseComments.Benchmarks.Load;

/// <summary>Unique events, signed beforehand as whole requests, so that signing is no part of what is measured.</summary>
public sealed class SignedWebhooks
{
    public const int Learners = 1_000;
    private const int Courses = 100;
    private readonly byte[][] _requests;

    /// <param name="firstSequence">The first event's number: no two runs have the same.</param>
    /// <param name="count">How many.</param>
    /// <param name="coursePrefix">Tells the runs' lists apart.</param>
    public SignedWebhooks(ulong firstSequence, int count, string coursePrefix = "course")
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        _requests = new byte[count][];
        Parallel.For(0, count, number => _requests[number] = Request(
            new WebhookEvent(
                "course-comments", "comment", now, now, firstSequence + (ulong)number, Learner(number % Learners),
                $$"""{"courseId":"{{coursePrefix}}-{{number % Courses}}","comment":"Comment {{firstSequence + (ulong)number}}: this course and video is awesome, and the second part even more so!"}""")));
    }

    public ReadOnlyMemory<byte> this[int number] => _requests[number];

    public static string Learner(int number) => $"learner-{number}";

    /// <summary>A signed request, as Momento would post it.</summary>
    public static byte[] Request(WebhookEvent received)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(received, WebhookJsonContext.Default.WebhookEvent);
        var headers = $"""
            POST /webhooks/momento HTTP/1.1
            Host: localhost
            User-Agent: {WebhookHeaders.UserAgent}
            Content-Type: application/json
            {WebhookHeaders.Signature}: {WebhookSignature.Compute(body, new SigningSecret(LocalSystem.SigningSecret))}
            Content-Length: {body.Length}


            """.ReplaceLineEndings("\r\n");
        return [.. Encoding.ASCII.GetBytes(headers), .. body];
    }
}
