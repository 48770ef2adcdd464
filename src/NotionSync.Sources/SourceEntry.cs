using System.Collections.Immutable;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace NotionSync.Sources;

/// <summary>A vendor that can be read.</summary>
/// <param name="Name">In the vendor's own spelling, as in mappings and in <c>Sources:&lt;Name&gt;</c>.</param>
/// <param name="DefaultSchedule">A Quartz cron expression, for when <c>Sources:&lt;Name&gt;:Schedule</c> is not set.</param>
/// <param name="Register">Adds its source and options to the services.</param>
public sealed record SourceEntry(string Name, string DefaultSchedule, Action<IServiceCollection, IConfiguration> Register)
{
    private static readonly ImmutableArray<SourceKey> OfAll = [new("Enabled"), new("Schedule"), new("Timeout")];

    /// <summary>Its own keys below <c>Sources:&lt;Name&gt;</c>; described in <c>docs/sources</c>.</summary>
    public required ImmutableArray<SourceKey> Keys { get; init; }

    /// <summary>The configuration keys without which it is off and which are not set.</summary>
    public required Func<IConfiguration, IReadOnlyList<string>> Missing { get; init; }

    /// <summary>Every key below <c>Sources:&lt;Name&gt;</c>, those that all sources have included.</summary>
    public ImmutableArray<SourceKey> AllKeys => [.. OfAll, .. Keys];

    /// <summary>Why the source is not read, in words for the operator; null when it is.</summary>
    public string? WhyOff(IConfiguration configuration) =>
        bool.TryParse(configuration[$"Sources:{Name}:Enabled"], out var enabled) && !enabled ? $"Sources:{Name}:Enabled is false"
        : Missing(configuration) is { Count: > 0 } keys ? $"{string.Join(" and ", keys)} {(keys.Count == 1 ? "is" : "are")} not set"
        : null;

    /// <summary>Whether some of the keys are set without which it is off, and others are not: hardly what anybody means.</summary>
    public bool IsHalfSet(IConfiguration configuration) =>
        Missing(configuration).Count is var missing and > 0 && missing < Missing(new ConfigurationBuilder().Build()).Count;

    /// <summary>When it is read: a Quartz cron expression.</summary>
    public string Schedule(IConfiguration configuration) => configuration[$"Sources:{Name}:Schedule"] is { Length: > 0 } schedule ? schedule : DefaultSchedule;
}

/// <summary>A key of a source.</summary>
/// <param name="Name">Below <c>Sources:&lt;Name&gt;</c>; its last part may be <c>&lt;Name&gt;</c> for any.</param>
/// <param name="IsSecret">Never printed, and may come from a file.</param>
public readonly record struct SourceKey(string Name, bool IsSecret = false);
