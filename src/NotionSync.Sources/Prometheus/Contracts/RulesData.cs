using System.Text.Json;
using System.Text.Json.Serialization;

namespace NotionSync.Sources.Prometheus.Contracts;

/// <summary>The answer of <c>/api/v1/rules</c>.</summary>
internal sealed record RulesData
{
    /// <summary>Groups in the order of the rule files.</summary>
    public IReadOnlyList<RuleGroup>? Groups { get; init; }
}

/// <summary>One group of rules.</summary>
internal sealed record RuleGroup
{
    public string Name { get; init; } = "";

    public string File { get; init; } = "";

    public IReadOnlyList<Rule>? Rules { get; init; }
}

/// <summary>An alerting or a recording rule.</summary>
internal sealed record Rule
{
    public string Name { get; init; } = "";

    /// <summary><c>alerting</c> or <c>recording</c>.</summary>
    public string Type { get; init; } = "";

    /// <summary>PromQL.</summary>
    public string Query { get; init; } = "";

    /// <summary>Seconds that the expression must hold before the alert fires.</summary>
    public double? Duration { get; init; }

    /// <summary><c>inactive</c>, <c>pending</c> or <c>firing</c>; null for a recording rule.</summary>
    public string? State { get; init; }

    /// <summary><c>ok</c>, <c>err</c> or <c>unknown</c>.</summary>
    public string? Health { get; init; }

    /// <summary>Why the last evaluation failed.</summary>
    public string? LastError { get; init; }

    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    public IReadOnlyDictionary<string, string>? Annotations { get; init; }

    public IReadOnlyList<Alert>? Alerts { get; init; }

    /// <summary>RFC 3339 with nanoseconds.</summary>
    public string? LastEvaluation { get; init; }

    /// <summary>Seconds that the last evaluation took.</summary>
    public double? EvaluationTime { get; init; }

    /// <summary>Members of other versions, as sent.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; set; }
}

/// <summary>The answer of <c>/api/v1/alerts</c>.</summary>
internal sealed record AlertsData
{
    /// <summary>Active alerts of all rules.</summary>
    public IReadOnlyList<Alert>? Alerts { get; init; }
}

/// <summary>An active alert.</summary>
internal sealed record Alert
{
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    public IReadOnlyDictionary<string, string>? Annotations { get; init; }

    /// <summary><c>pending</c> or <c>firing</c>.</summary>
    public string State { get; init; } = "";

    /// <summary>RFC 3339 with nanoseconds.</summary>
    public string? ActiveAt { get; init; }

    /// <summary>A number as text in exponent form.</summary>
    public string? Value { get; init; }

    /// <summary>Members of other versions, as sent.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; set; }
}

/// <summary>The answer of <c>/api/v1/status/buildinfo</c>.</summary>
internal sealed record BuildInfo
{
    public string? Version { get; init; }
}
