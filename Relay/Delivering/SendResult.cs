using System.Net.Http.Headers;

namespace CourseComments.Relay.Delivering;

/// <summary>What the receiver made of one attempt.</summary>
internal abstract record SendResult
{
    private SendResult()
    {
    }

    /// <summary>The comment is stored.</summary>
    public sealed record Stored : SendResult;

    /// <summary>The publisher is on the deny list: dropped on purpose.</summary>
    public sealed record Denied : SendResult;

    /// <summary>It will never be taken as it is.</summary>
    /// <param name="Reason">The status.</param>
    public sealed record Malformed(string Reason) : SendResult;

    /// <summary>Not stored, or not known to be.</summary>
    /// <param name="Reason">The status, or what went wrong instead.</param>
    /// <param name="RetryAfter">When to come again, if the receiver said so.</param>
    public sealed record NotYet(string Reason, RetryConditionHeaderValue? RetryAfter) : SendResult;
}
