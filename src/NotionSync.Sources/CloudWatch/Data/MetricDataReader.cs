using System.Text.Json.Nodes;
using NotionSync.Sources.Http;

namespace NotionSync.Sources.CloudWatch.Data;

/// <summary>Asks for figures in as few calls as the limits allow.</summary>
internal static class MetricDataReader
{
    /// <summary>Queries that a call may hold.</summary>
    public const int MostQueries = 500;

    // A call with an expression gets no token when its data is cut at the limit of points.
    private const int MostWithMath = 50;
    private const int MostPoints = 100_800;
    private const int NearMostPoints = 100_000;

    /// <summary>Reads the answers to questions over one stretch of time.</summary>
    /// <param name="region">Where.</param>
    /// <param name="questions">What; any number.</param>
    /// <param name="window">From when to when.</param>
    /// <param name="cancellationToken">Stops between pages.</param>
    /// <exception cref="VendorException">CloudWatch refused for a reason that lies in no question, or did not answer.</exception>
    public static async Task<MetricAnswers> ReadAsync(CloudWatchRegion region, IEnumerable<MetricQuestion> questions, TimeWindow window, CancellationToken cancellationToken)
    {
        var answers = new MetricAnswers();
        foreach (var kind in questions.GroupBy(question => question.IsMath))
        {
            foreach (var call in kind.Key ? Calls(kind, MostWithMath, MostPoints / Math.Max(1, window.Periods)) : Calls(kind, MostQueries, int.MaxValue))
            {
                await AskAsync(region, call, window, answers, cancellationToken);
            }
        }

        return answers;
    }

    private static IEnumerable<List<MetricQuestion>> Calls(IEnumerable<MetricQuestion> questions, int mostQueries, int mostSeries)
    {
        var (call, queries, series) = (new List<MetricQuestion>(), 0, 0);
        foreach (var question in questions)
        {
            if (call.Count > 0 && (queries + question.Queries.Length > mostQueries || series + question.MostSeries > mostSeries))
            {
                yield return call;
                (call, queries, series) = ([], 0, 0);
            }

            call.Add(question);
            queries += question.Queries.Length;
            series += question.MostSeries;
        }

        if (call.Count > 0)
        {
            yield return call;
        }
    }

    // One wrong query fails its whole call: halves are asked until it is found, so that the others are answered.
    private static async Task AskAsync(CloudWatchRegion region, List<MetricQuestion> call, TimeWindow window, MetricAnswers answers, CancellationToken cancellationToken)
    {
        try
        {
            var pages = new List<JsonObject>();
            var queries = new JsonArray([.. call.SelectMany(question => question.Queries).Select(query => query.DeepClone())]);
            await foreach (var page in region.MetricDataAsync(queries, window, cancellationToken))
            {
                pages.Add(page.Object);
            }

            pages.ForEach(answers.Add);
            if (call[0].IsMath && pages.Sum(Points) is >= NearMostPoints and var points)
            {
                answers.Notes.Add($"one answer holds {points} points. CloudWatch gives at most {MostPoints} and cuts the rest without a sign: ask for fewer points or periods, or narrow the searches");
            }
        }
        catch (VendorException refusal) when (IsOfTheQuestion(refusal))
        {
            if (call.Count > 1)
            {
                await AskAsync(region, call[..(call.Count / 2)], window, answers, cancellationToken);
                await AskAsync(region, call[(call.Count / 2)..], window, answers, cancellationToken);
                return;
            }

            foreach (var query in call[0].Queries)
            {
                answers.Refusals[query["Id"]!.GetValue<string>()] = refusal.Message;
            }
        }
    }

    private static int Points(JsonObject page) => (page["MetricDataResults"] as JsonArray ?? []).Sum(result => (result?["Values"] as JsonArray)?.Count ?? 0);

    private static bool IsOfTheQuestion(VendorException refusal) => refusal.Status == 400
        && (refusal.Code.StartsWith("InvalidParameter", StringComparison.Ordinal)
            || refusal.Code.StartsWith("Validation", StringComparison.Ordinal)
            || refusal.Code.StartsWith("Missing", StringComparison.Ordinal) && refusal.Code.Contains("Parameter", StringComparison.Ordinal));
}
