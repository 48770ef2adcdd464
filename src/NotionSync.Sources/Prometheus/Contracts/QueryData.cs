using System.Text.Json;
using System.Text.Json.Serialization;

namespace NotionSync.Sources.Prometheus.Contracts;

/// <summary>The answer to a query.</summary>
internal sealed record QueryData
{
    /// <summary><c>vector</c>, <c>matrix</c>, <c>scalar</c> or <c>string</c>.</summary>
    public required string ResultType { get; init; }

    /// <summary>Series of a vector or matrix; the two halves (time, text) of a scalar or string.</summary>
    public required List<ResultItem> Result { get; init; }
}

/// <summary>
/// One element of a result. The four result types share one array on the wire, so that an element can be read before the type is known
/// and a large answer is never held as text.
/// </summary>
[JsonConverter(typeof(ResultItemConverter))]
internal abstract record ResultItem
{
    private ResultItem()
    {
    }

    /// <summary>A series of a vector or matrix.</summary>
    public sealed record Of(Series Series) : ResultItem;

    /// <summary>The first half of a scalar or string.</summary>
    public sealed record Time(decimal Seconds) : ResultItem;

    /// <summary>The second half of a scalar or string.</summary>
    public sealed record Text(string Value) : ResultItem;
}

/// <summary>A series with its samples. A vector's has one of the single members, a matrix's one or both of the lists.</summary>
internal sealed record Series
{
    /// <summary>Labels; empty for an aggregate without labels.</summary>
    public IReadOnlyDictionary<string, string> Metric { get; init; } = new Dictionary<string, string>();

    /// <summary>A vector's sample.</summary>
    public Sample? Value { get; init; }

    /// <summary>A matrix's samples, oldest first; steps without one are left out.</summary>
    public IReadOnlyList<Sample> Values { get; init; } = [];

    /// <summary>A vector's native histogram with its time, as sent.</summary>
    public JsonElement? Histogram { get; init; }

    /// <summary>A matrix's native histograms with their times, as sent.</summary>
    public IReadOnlyList<JsonElement> Histograms { get; init; } = [];
}

/// <summary>A sample. The time is that of the evaluation, in Unix seconds; decimal, so that milliseconds survive.</summary>
[JsonConverter(typeof(SampleConverter))]
internal readonly record struct Sample(decimal Seconds, double Value);
