using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace JwtKit.Extensions.DependencyInjection.Tests;

/// <summary>All measurements of one host, and all activities, while it lives: each as one line with its tags in order.</summary>
internal sealed class Watched : IDisposable
{
    private readonly ConcurrentQueue<string> lines = new();
    private readonly ConcurrentDictionary<string, Instrument> instruments = new(StringComparer.Ordinal);
    private readonly MeterListener meters = new();
    private readonly ActivityListener activities;

    /// <param name="services">Of the host.</param>
    /// <param name="everySource">Listens to the activities of everything in the process, not JwtKit's alone.</param>
    public Watched(IServiceProvider services, bool everySource = false)
    {
        IMeterFactory factory = services.GetRequiredService<IMeterFactory>();
        meters.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, factory))
            {
                instruments[instrument.Name] = instrument;
                listener.EnableMeasurementEvents(instrument);
            }
        };
        meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument.Name, value, tags));
        meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument.Name, value, tags));
        meters.Start();
        activities = new ActivityListener
        {
            ShouldListenTo = source => everySource || source.Name == "JwtKit",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => lines.Enqueue(
                $"activity {activity.OperationName} {activity.DisplayName} {activity.Status} {activity.StatusDescription} {string.Join(' ', activity.TagObjects.OrderBy(static tag => tag.Key, StringComparer.Ordinal).Select(static tag => $"{tag.Key}={tag.Value}"))} {string.Join(' ', activity.Events.SelectMany(static each => each.Tags).Select(static tag => $"{tag.Key}={tag.Value}"))} {string.Join(' ', activity.Baggage)}".Trim()),
        };
        ActivitySource.AddActivityListener(activities);
    }

    public IReadOnlyCollection<string> All => lines;

    public IReadOnlyDictionary<string, Instrument> Instruments => instruments;

    /// <summary>The measurements of one instrument, or of an activity.</summary>
    public IEnumerable<string> Of(string name) => lines.Where(line => line.StartsWith(name + " ", StringComparison.Ordinal));

    public void Dispose()
    {
        meters.Dispose();
        activities.Dispose();
    }

    private void Note<T>(string name, T value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        lines.Enqueue($"{name} {value} {string.Join(' ', tags.ToArray().OrderBy(static tag => tag.Key, StringComparer.Ordinal).Select(static tag => $"{tag.Key}={tag.Value}"))}");
}
