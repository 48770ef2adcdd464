using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace NotionSync.Sources.CloudWatch.Data;

/// <summary>Queries that are asked in one call because one computes with another; mostly a single one.</summary>
/// <param name="Queries">Of the form of <c>MetricDataQuery</c>; ids are unique among all questions that are read together.</param>
/// <param name="IsMath">One of them is an expression.</param>
internal sealed record MetricQuestion(ImmutableArray<JsonObject> Queries, bool IsMath)
{
    // As many as CloudWatch gives for one search.
    private const int MostOfSearch = 500;

    /// <summary>Series that its answer may hold.</summary>
    public int MostSeries => Queries.Sum(query => query["Expression"] is JsonValue text && text.ToString().Contains("SEARCH(", StringComparison.Ordinal) ? MostOfSearch : 1);

    /// <summary>The query of a metric.</summary>
    public static JsonObject Stat(string id, JsonNode metric, int period, string stat, bool isReturned = true) => Query(
        id, "MetricStat", new JsonObject { ["Metric"] = metric, ["Period"] = period, ["Stat"] = stat }, isReturned);

    /// <summary>The query of an expression.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="expression">Metric math or a search.</param>
    /// <param name="period">Seconds.</param>
    /// <param name="label">How its results are told apart; null when there is one.</param>
    public static JsonObject Math(string id, string expression, int period, string? label = null)
    {
        var query = Query(id, "Expression", expression, isReturned: true);
        query["Period"] = period;
        if (label is not null)
        {
            query["Label"] = label;
        }

        return query;
    }

    /// <summary>A metric as AWS names it. The unit is left out: a wrong one gives no points and no error.</summary>
    public static JsonObject Metric(string space, string name, IEnumerable<KeyValuePair<string, string>> dimensions) => new()
    {
        ["Namespace"] = space,
        ["MetricName"] = name,
        ["Dimensions"] = new JsonArray([.. dimensions.Select(dimension => new JsonObject { ["Name"] = dimension.Key, ["Value"] = dimension.Value })]),
    };

    private static JsonObject Query(string id, string member, JsonNode what, bool isReturned) => new() { ["Id"] = id, [member] = what, ["ReturnData"] = isReturned };
}
