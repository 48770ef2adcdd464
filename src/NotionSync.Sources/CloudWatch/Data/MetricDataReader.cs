using System.Text.Json.Nodes;
using NotionSync.Sources.Http;

namespace NotionSync.Sources.CloudWatch.Data;

/// <summary>Asks for figures in as few calls as the limits allow.</summary>
internal static class MetricDataReader
{
    /// <summary>Queries that a call may hold.</summary>
    public const int MostQueries = 500;

    // A call with an expression gets no token when its data is cut; this many queries never come near the limit of 100,800 points.
    private const int MostWithMath = 50;

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
            foreach (var call in Calls(kind, kind.Key ? MostWithMath : MostQueries))
            {
                await AskAsync(region, call, window, answers, cancellationToken);
            }
        }

        return answers;
    }

    private static IEnumerable<List<MetricQuestion>> Calls(IEnumerable<MetricQuestion> questions, int most)
    {
        var (call, size) = (new List<MetricQuestion>(), 0);
        foreach (var question in questions)
        {
            if (call.Count > 0 && size + question.Queries.Length > most)
            {
                yield return call;
                (call, size) = ([], 0);
            }

            call.Add(question);
            size += question.Queries.Length;
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

    private static bool IsOfTheQuestion(VendorException refusal) => refusal.Status == 400
        && (refusal.Code.StartsWith("InvalidParameter", StringComparison.Ordinal)
            || refusal.Code.StartsWith("Validation", StringComparison.Ordinal)
            || refusal.Code.StartsWith("Missing", StringComparison.Ordinal) && refusal.Code.Contains("Parameter", StringComparison.Ordinal));
}
