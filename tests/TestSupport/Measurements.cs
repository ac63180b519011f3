using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace CourseComments.TestSupport;

/// <summary>What one service of a test measures, by instrument and outcome.</summary>
public sealed class Measurements : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<(string Instrument, string? Outcome, double Value)> _all = new();

    /// <param name="meters">The service's own meter factory: other tests' services measure at the same time.</param>
    /// <param name="meterName">The meter to listen to.</param>
    public Measurements(IMeterFactory meters, string meterName)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == meterName && ReferenceEquals(instrument.Meter.Scope, meters))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>The values of an instrument, of one outcome where it has outcomes.</summary>
    public double[] Of(string instrument, string? outcome = null) =>
        [.. _all.Where(measured => measured.Instrument == instrument && measured.Outcome == outcome).Select(measured => measured.Value)];

    /// <summary>Asks the instruments that are only measured when asked.</summary>
    public void Observe() => _listener.RecordObservableInstruments();

    public void Dispose() => _listener.Dispose();

    private void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        string? outcome = null;
        foreach (var tag in tags)
        {
            outcome = tag.Key == "outcome" ? (string?)tag.Value : outcome;
        }

        _all.Enqueue((instrument.Name, outcome, value));
    }
}
