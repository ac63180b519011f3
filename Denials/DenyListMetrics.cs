using System.Diagnostics.Metrics;

namespace CourseComments.Denials;

/// <summary>How many are denied, and how old that knowledge is. Nothing until the list was read.</summary>
internal static class DenyListMetrics
{
    public const string MeterName = "CourseComments.Denials";

    public static void Observe(this IMeterFactory meters, DenyList list)
    {
        var meter = meters.Create(MeterName);
        meter.CreateObservableGauge(
            "coursecomments.denied", () => Known(list.Count), "{id}", "Token ids on the deny list.");
        meter.CreateObservableGauge(
            "coursecomments.denied.age", () => Known(list.Age?.TotalSeconds), "s", "Since the deny list was asked for.");
    }

    private static Measurement<T>[] Known<T>(T? value)
        where T : struct => value is { } known ? [new Measurement<T>(known)] : [];
}
