using System.Diagnostics.Metrics;

namespace CourseComments.TokenService.Tokens;

/// <summary>Counts tokens by how asking for them ended. No tag names a person.</summary>
internal sealed class TokenMetrics
{
    public const string MeterName = "CourseComments.TokenService";

    private readonly Counter<long> _tokens;
    private readonly Histogram<double> _wait;

    public TokenMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _tokens = meter.CreateCounter<long>(
            "coursecomments.tokens", "{token}", "Tokens asked for, by outcome: minted, reused, limited, denied, unavailable.");
        _wait = meter.CreateHistogram<double>(
            "coursecomments.mint.wait", "s", "How long callers over the minting limit were told to wait.");
    }

    public void Reused() => Count("reused");

    public void Asked(TokenResult result)
    {
        switch (result)
        {
            case TokenResult.Issued:
                Count("minted");
                break;
            case TokenResult.RetryLater { After: var after }:
                Count("limited");
                _wait.Record(after.TotalSeconds);
                break;
            case TokenResult.Denied:
                Count("denied");
                break;
            default:
                Count("unavailable");
                break;
        }
    }

    private void Count(string outcome) => _tokens.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
}
