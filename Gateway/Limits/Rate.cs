namespace CourseComments.Gateway.Limits;

/// <summary>How often something may happen, in the long run and at once.</summary>
internal sealed class Rate
{
    /// <summary>The highest rate that can be kept up, in requests per second; may be a fraction.</summary>
    public double PerSecond { get; set; }

    /// <summary>How many requests may come at once after a pause.</summary>
    public int Burst { get; set; }
}
