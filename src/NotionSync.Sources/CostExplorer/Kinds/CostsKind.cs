using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Sources.Kinds;

namespace NotionSync.Sources.CostExplorer.Kinds;

/// <summary>Costs by service, tag, account or the like: this month, the last one, day by day.</summary>
internal sealed class CostsKind(PaidAnswers answers) : IKind
{
    private readonly CostReader reader = new(answers);

    /// <inheritdoc/>
    public SourceKind Kind { get; } = new("costs", "What one group (a service, the value of a tag) cost: this month to date, the last month, day by day.")
    {
        Key = "key",
        Scope = PaidReading.Scope,
        Incremental = "when the answer was last paid for",
        Permissions = ["ce:GetCostAndUsage"],
    };

    /// <inheritdoc/>
    public IEnumerable<SettingFault> Check(JsonObject? settings) => CostsSettings.Check(settings);

    /// <inheritdoc/>
    public IAsyncEnumerable<SourceItem> ReadAsync(SourceQuery query, CancellationToken cancellationToken) =>
        PaidReading.StreamAsync(query, answers, token => AskAsync(query, token), cancellationToken);

    private async Task<PaidRecords> AskAsync(SourceQuery query, CancellationToken cancellationToken)
    {
        var settings = CostsSettings.From(query.Settings);
        var found = await reader.ReadAsync(settings, query.At, cancellationToken);
        var join = new CostJoin(settings);
        foreach (var answer in found)
        {
            join.Add(answer);
        }

        var notes = found.Where(answer => answer.Answer.Nothing is not null).Select(answer => $"{(answer.IsDaily ? "days" : "months")}: {answer.Answer.Nothing!.Message}").Concat(join.Notes).ToList();
        var paid = found.Count == 0 ? query.At : found.Min(answer => answer.Answer.At);
        return new PaidRecords([.. join.Records(CostDays.Of(paid))], paid, found.Count > 0 && notes.Count == 0, notes);
    }
}
