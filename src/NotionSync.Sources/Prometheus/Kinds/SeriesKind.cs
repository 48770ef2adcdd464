using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Sources.Kinds;
using NotionSync.Sources.Prometheus.Contracts;

namespace NotionSync.Sources.Prometheus.Kinds;

/// <summary>Several queries, evaluated at one instant and joined by labels into one record per thing.</summary>
internal sealed class SeriesKind(PrometheusClient client) : IKind
{
    /// <inheritdoc/>
    public SourceKind Kind { get; } = new("series", "Figures of one thing (a service, a node): several PromQL queries joined by labels.")
    {
        Key = "key",
        Scope = "server",
        Permissions = ["/api/v1/query"],
    };

    /// <inheritdoc/>
    public IEnumerable<SettingFault> Check(JsonObject? settings) => SeriesSettingsCheck.Check(settings);

    /// <inheritdoc/>
    public IAsyncEnumerable<SourceItem> ReadAsync(SourceQuery query, CancellationToken cancellationToken) => Reading.StreamAsync(() => ItemsAsync(query, cancellationToken));

    private async Task<IReadOnlyList<SourceItem>> ItemsAsync(SourceQuery query, CancellationToken cancellationToken)
    {
        var settings = SeriesSettings.From(query.Settings);
        var instant = DateTimeOffset.FromUnixTimeMilliseconds((query.At - settings.Offset).ToUnixTimeMilliseconds());

        var questions = Questions(settings, instant).ToList();
        var answers = new (PrometheusAnswer<QueryData>? Answer, string? Refusal)[questions.Count];
        await Parallel.ForEachAsync(questions.Index(), cancellationToken, async (question, token) =>
            answers[question.Index] = await AskAsync(question.Item, token));

        var reading = new Reading();
        var join = new SeriesJoin(settings.By, instant);
        foreach (var (question, (answer, refusal)) in questions.Zip(answers))
        {
            if ((refusal ?? join.Add(question.Name, answer!.Data, question.Shape)) is { } reason)
            {
                reading.Failed(question.Part, reason);
            }

            reading.Partial(question.Part, answer?.Warnings ?? []);
        }

        // What is one thing by itself is there without figures too, so that they are seen to be gone.
        if (settings.By.IsEmpty && reading.IsWhole)
        {
            join.AddEmpty();
        }

        foreach (var record in join.Records())
        {
            reading.Found(record);
        }

        return reading.Items();
    }

    private IEnumerable<Question> Questions(SeriesSettings settings, DateTimeOffset instant)
    {
        foreach (var query in settings.Queries)
        {
            yield return new(query.Name, $"query '{query.Name}'", token => client.QueryAsync(query.Promql, instant, token), MemberShape.Instant);
        }

        foreach (var range in settings.Ranges)
        {
            var (start, end) = range.At(instant);
            yield return new(range.Name, $"range '{range.Name}'", token => client.QueryRangeAsync(range.Promql, start, end, range.Step, token), MemberShape.Range);
        }

        foreach (var info in settings.Infos)
        {
            yield return new(info.Name, $"info '{info.Name}'", token => client.QueryAsync(info.Promql, instant, token), MemberShape.Info);
        }
    }

    private static async Task<(PrometheusAnswer<QueryData>?, string?)> AskAsync(Question question, CancellationToken cancellationToken)
    {
        try
        {
            return (await question.Ask(cancellationToken), null);
        }
        catch (PrometheusException refusal) when (refusal.IsOfTheQuestion)
        {
            return (null, refusal.Message);
        }
    }

    private sealed record Question(string Name, string Part, Func<CancellationToken, Task<PrometheusAnswer<QueryData>>> Ask, MemberShape Shape);
}
