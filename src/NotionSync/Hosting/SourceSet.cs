using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using NotionSync.Abstractions;
using NotionSync.Mapping;
using NotionSync.Model;
using NotionSync.Sources;
using Quartz;

namespace NotionSync.Hosting;

/// <summary>The sources: all that mappings may name, and those that are on.</summary>
public sealed class SourceSet : IAsyncDisposable
{
    private readonly ServiceProvider? services;

    private SourceSet(ServiceProvider services, IConfiguration configuration, IEnumerable<MappedSource> mapped, TimeProvider time)
    {
        this.services = services;
        All = [.. services.GetServices<ISource>()];
        Entries =
        [
            .. SourceCatalog.With(mapped).Select(entry => new SourceState(entry.Name, entry.WhyOff(configuration), entry.Schedule(configuration), entry.IsHalfSet(configuration))),
        ];
        Time = time;
    }

    /// <summary>For tests: sources that are all on.</summary>
    internal SourceSet(IEnumerable<ISource> sources, IEnumerable<SourceState> entries, TimeProvider time) => (All, Entries, Time) = ([.. sources], [.. entries], time);

    /// <summary>Every source of this version.</summary>
    public ImmutableArray<ISource> All { get; }

    /// <summary>Whether each is on, and when it runs.</summary>
    public ImmutableArray<SourceState> Entries { get; }

    /// <summary>The sources that are on.</summary>
    public IReadOnlyList<ISource> On => [.. All.Where(source => Entries.Any(entry => entry.IsOn && entry.Name == source.Name))];

    private TimeProvider Time { get; }

    /// <summary>Makes them.</summary>
    /// <param name="configuration">Their settings.</param>
    /// <param name="mapped">The sources that mapping files bring along.</param>
    /// <param name="time">Drives their waits.</param>
    public static SourceSet From(IConfiguration configuration, IReadOnlyCollection<MappedSource> mapped, TimeProvider time)
    {
        var services = new ServiceCollection().AddSingleton(time).AddSources(configuration, mapped).BuildServiceProvider();
        return new SourceSet(services, configuration, mapped, time);
    }

    /// <summary>Names as in the catalog for what a person wrote.</summary>
    /// <exception cref="Configuration.ConfigurationFaultException">A name is unknown or its source is off; all such faults at once.</exception>
    public IReadOnlyList<string> Resolve(IReadOnlyCollection<string> written)
    {
        var faults = new List<Diagnostic>();
        var names = new List<string>();
        foreach (var name in written)
        {
            switch (Entries.FirstOrDefault(entry => string.Equals(entry.Name, name, StringComparison.OrdinalIgnoreCase)))
            {
                case null:
                    faults.Add(new Diagnostic(Severity.Error, "source", $"'{name}' is no source.", NearestName.Suggest(name, [.. Entries.Select(entry => entry.Name)])));
                    break;
                case { WhyOff: { } reason } entry:
                    faults.Add(new Diagnostic(Severity.Error, $"Sources:{entry.Name}", $"{entry.Name} is off: {reason}.", "Configure it to read it."));
                    break;
                case { } entry:
                    names.Add(entry.Name);
                    break;
            }
        }

        return faults.Count == 0 ? names : throw new Configuration.ConfigurationFaultException(faults);
    }

    /// <summary>What is wrong with the schedules.</summary>
    public IEnumerable<Diagnostic> ScheduleFaults() => Entries
        .Where(entry => entry.Cron is null)
        .Select(entry => new Diagnostic(
            Severity.Error,
            $"Sources:{entry.Name}:Schedule",
            $"'{entry.Schedule}' is no cron expression.",
            "It has six or seven fields: second, minute, hour, day of month, month, day of week, year; one of the days is '?'. Every five minutes is '0 0/5 * * * ?'."));

    /// <summary>When each source that is on runs next.</summary>
    public ImmutableDictionary<string, DateTimeOffset> NextRuns() => Entries
        .Where(entry => entry.IsOn)
        .Select(entry => (entry.Name, Next: entry.Cron?.GetNextValidTimeAfter(Time.GetUtcNow())))
        .Where(entry => entry.Next is not null)
        .ToImmutableDictionary(entry => entry.Name, entry => entry.Next!.Value);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => services?.DisposeAsync() ?? ValueTask.CompletedTask;
}

/// <summary>A source's state by configuration.</summary>
/// <param name="Name">In the vendor's own spelling.</param>
/// <param name="WhyOff">Why it is not read; null when it is.</param>
/// <param name="Schedule">A Quartz cron expression in UTC.</param>
public sealed record SourceState(string Name, string? WhyOff, string Schedule, bool IsHalfSet = false)
{
    /// <summary>Whether it is read.</summary>
    public bool IsOn => WhyOff is null;

    /// <summary>The schedule; null when it is no cron expression.</summary>
    public CronExpression? Cron => CronExpression.TryParse(Schedule, out var cron) ? cron.WithTimeZone(TimeZoneInfo.Utc) : null;
}
