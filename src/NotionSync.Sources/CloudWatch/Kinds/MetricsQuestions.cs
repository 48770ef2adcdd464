using System.Text.Json.Nodes;
using NotionSync.Sources.CloudWatch.Data;

namespace NotionSync.Sources.CloudWatch.Kinds;

/// <summary>Turns settings into questions, and knows what each answer means.</summary>
internal sealed class MetricsQuestions(MetricsSettings settings)
{
    /// <summary>The latest figures of all members.</summary>
    public IEnumerable<Asked> Latest() =>
    [
        .. settings.Things.Index().SelectMany(thing => OfThing(thing.Index, thing.Item, settings.Period, [.. settings.Metrics.Select(metric => metric.Name), .. settings.Expressions.Select(math => math.Name)])),
        .. settings.Searches.Select(search => OfSearch(search, settings.Period)),
        .. settings.Infos.Select(info => new Asked.Search(
            info.Name, new MetricQuestion([MetricQuestion.Math(Id(info.Name), info.Search.Expression("SampleCount", settings.Period), settings.Period, SearchText.Label([.. settings.By, info.Dimension]))], IsMath: true),
            [.. settings.By, info.Dimension], Join: null)),
    ];

    /// <summary>The figures of one range.</summary>
    public IEnumerable<Asked> Over(RangeSetting range) => settings.Searches.FirstOrDefault(search => search.Name == range.Of) is { } found
        ? [OfSearch(found, range.Period)]
        : settings.Things.Index().SelectMany(thing => OfThing(thing.Index, thing.Item, range.Period, [range.Of]));

    // Without expressions each query stands alone, so that calls can be filled; expressions need their metrics beside them.
    private IEnumerable<Asked> OfThing(int index, IReadOnlyDictionary<string, string> thing, int period, IReadOnlyCollection<string> wanted)
    {
        var maths = settings.Expressions.Where(math => Needed(wanted).Contains(math.Name)).ToList();
        if (maths.Count == 0)
        {
            return settings.Metrics
                .Where(metric => wanted.Contains(metric.Name))
                .Select(metric => new Asked.Thing(new MetricQuestion([Stat(index, thing, metric, period, isReturned: true)], IsMath: false), thing, [new(metric.Name, Id(index, metric.Name))]));
        }

        var names = settings.Metrics.Select(metric => metric.Name).Concat(settings.Expressions.Select(math => math.Name)).ToDictionary(name => name, name => Id(index, name));
        var queries = settings.Metrics
            .Where(metric => Needed(wanted).Contains(metric.Name))
            .Select(metric => Stat(index, thing, metric, period, wanted.Contains(metric.Name)))
            .Concat(maths.Select(math => Math(math, names, period, wanted.Contains(math.Name))));
        return [new Asked.Thing(new MetricQuestion([.. queries], IsMath: true), thing, [.. names.Where(name => wanted.Contains(name.Key))])];
    }

    // What is wanted, and what that computes with.
    private HashSet<string> Needed(IReadOnlyCollection<string> wanted)
    {
        var needed = new HashSet<string>(wanted);
        var open = new Queue<string>(wanted);
        while (open.TryDequeue(out var name))
        {
            foreach (var used in MathText.Ids(settings.Expressions.FirstOrDefault(math => math.Name == name)?.Expression ?? "").Where(needed.Add))
            {
                open.Enqueue(used);
            }
        }

        return needed;
    }

    private Asked.Search OfSearch(SearchSetting search, int period)
    {
        // Metrics that are put together must be told apart first.
        IReadOnlyList<string> dimensions = search.Join is null ? settings.By : [.. settings.By, .. search.Search.Dimensions.Except(settings.By)];
        return new(
            search.Name,
            new MetricQuestion([MetricQuestion.Math(Id(search.Name), search.Search.Expression(search.Stat, period), period, SearchText.Label(dimensions))], IsMath: true),
            dimensions,
            search.Join);
    }

    private static JsonObject Stat(int index, IReadOnlyDictionary<string, string> thing, MetricSetting metric, int period, bool isReturned) => MetricQuestion.Stat(
        Id(index, metric.Name), MetricQuestion.Metric(metric.Namespace, metric.Metric, thing.Concat(metric.Dimensions)), period, metric.Stat, isReturned);

    private static JsonObject Math(MathSetting math, Dictionary<string, string> names, int period, bool isReturned)
    {
        var query = MetricQuestion.Math(names[math.Name], MathText.Rename(math.Expression, names), period);
        query["ReturnData"] = isReturned;
        return query;
    }

    private static string Id(int thing, string name) => $"t{thing}_{name}";

    private static string Id(string search) => $"s_{search}";
}

/// <summary>A question and what its answers mean. A closed family.</summary>
internal abstract record Asked(MetricQuestion Question)
{
    /// <summary>Members of one thing that is known.</summary>
    /// <param name="Question">What is asked.</param>
    /// <param name="Dimensions">The thing.</param>
    /// <param name="Ids">Query ids by member.</param>
    internal sealed record Thing(MetricQuestion Question, IReadOnlyDictionary<string, string> Dimensions, IReadOnlyList<KeyValuePair<string, string>> Ids) : Asked(Question);

    /// <summary>One member of whatever things are found.</summary>
    /// <param name="Member">The member.</param>
    /// <param name="Question">What is asked; a single query.</param>
    /// <param name="Dimensions">By which results are told apart, in the label's order.</param>
    /// <param name="Join">How several of one thing are put together; null: there is one.</param>
    internal sealed record Search(string Member, MetricQuestion Question, IReadOnlyList<string> Dimensions, string? Join) : Asked(Question)
    {
        /// <summary>The query's id.</summary>
        public string QueryId => Question.Queries[0]["Id"]!.GetValue<string>();
    }
}
