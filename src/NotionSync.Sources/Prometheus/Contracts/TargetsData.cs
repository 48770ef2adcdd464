using System.Text.Json;
using System.Text.Json.Serialization;

namespace NotionSync.Sources.Prometheus.Contracts;

/// <summary>The answer of <c>/api/v1/targets</c>.</summary>
internal sealed record TargetsData
{
    /// <summary>Targets that are scraped.</summary>
    public IReadOnlyList<Target>? ActiveTargets { get; init; }
}

/// <summary>One target.</summary>
internal sealed record Target
{
    /// <summary>Labels before relabelling.</summary>
    public IReadOnlyDictionary<string, string>? DiscoveredLabels { get; init; }

    /// <summary>Labels that its series carry.</summary>
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    /// <summary>The scrape job.</summary>
    public string ScrapePool { get; init; } = "";

    /// <summary>The address that is scraped.</summary>
    public string ScrapeUrl { get; init; } = "";

    /// <summary><c>up</c>, <c>down</c> or <c>unknown</c>.</summary>
    public string Health { get; init; } = "unknown";

    /// <summary>Why the last scrape failed; empty when it did not.</summary>
    public string? LastError { get; init; }

    /// <summary>RFC 3339 with nanoseconds; year 1 before the first scrape.</summary>
    public string? LastScrape { get; init; }

    /// <summary>Members of other versions, as sent.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; set; }
}
