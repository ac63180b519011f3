using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Momento.Emulator.Tests.Webhooks;

/// <summary>How often each kind of fault was counted by one emulator.</summary>
internal sealed class CountedChaos : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, long> _counts = new();

    public CountedChaos(RunningEmulator emulator)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "momento.emulator.webhook.chaos" && ReferenceEquals(instrument.Meter.Scope, emulator.Meters))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, value, tags, _) =>
            _counts.AddOrUpdate((string?)tags[0].Value ?? "", value, (_, sum) => sum + value));
        _listener.Start();
    }

    public long this[string kind] => _counts.GetValueOrDefault(kind);

    public void Dispose() => _listener.Dispose();
}
