using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace NotionSync.Sources;

/// <summary>A vendor that can be read.</summary>
/// <param name="Name">In the vendor's own spelling, as in mappings and in <c>Sources:&lt;Name&gt;</c>.</param>
/// <param name="DefaultSchedule">A Quartz cron expression, for when <c>Sources:&lt;Name&gt;:Schedule</c> is not set.</param>
/// <param name="Register">Adds its source and options to the services.</param>
/// <param name="Missing">The configuration keys without which it is off and which are not set.</param>
public sealed record SourceEntry(
    string Name,
    string DefaultSchedule,
    Action<IServiceCollection, IConfiguration> Register,
    Func<IConfiguration, IReadOnlyList<string>> Missing)
{
    /// <summary>Why the source is not read, in words for the operator; null when it is.</summary>
    public string? WhyOff(IConfiguration configuration) =>
        bool.TryParse(configuration[$"Sources:{Name}:Enabled"], out var enabled) && !enabled ? $"Sources:{Name}:Enabled is false"
        : Missing(configuration) is { Count: > 0 } keys ? $"{string.Join(" and ", keys)} {(keys.Count == 1 ? "is" : "are")} not set"
        : null;

    /// <summary>When it is read: a Quartz cron expression.</summary>
    public string Schedule(IConfiguration configuration) => configuration[$"Sources:{Name}:Schedule"] is { Length: > 0 } schedule ? schedule : DefaultSchedule;
}
