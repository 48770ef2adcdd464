using System.Collections.Immutable;
using System.Globalization;
using NotionSync.Abstractions;
using NotionSync.Mapping;
using NotionSync.Model;
using NotionSync.State;

namespace NotionSync.Sync;

/// <summary>Says in Notion how each source fares: its row in the database of integrations. Written on a changed verdict, else at most hourly.</summary>
internal sealed class IntegrationRows(Catalog catalog, IStateStore state, IValueRules rules)
{
    private const string DatabaseId = "integrations";
    private const string SyncNow = "Sync now";
    private const string ApproveRemovals = "Approve removals";
    private const int WhyCharacters = 90;

    private static readonly TimeSpan Silence = TimeSpan.FromHours(1);
    private static readonly string[] Figures = ["Integration status", "Is failing", "Why", "Errors"];

    /// <summary>Sources whose <i>Sync now</i> is ticked, by the title of their row.</summary>
    public Task<ImmutableArray<string>> RequestedAsync(CancellationToken cancellationToken) => TickedAsync(SyncNow, cancellationToken);

    /// <summary>Sources whose <i>Approve removals</i> is ticked, by the title of their row; the next sync answers it and unticks it.</summary>
    public Task<ImmutableArray<string>> ApprovedAsync(CancellationToken cancellationToken) => TickedAsync(ApproveRemovals, cancellationToken);

    private async Task<ImmutableArray<string>> TickedAsync(string property, CancellationToken cancellationToken)
    {
        var requested = ImmutableArray.CreateBuilder<string>();
        if (Database is null)
        {
            return [];
        }

        await foreach (var row in state.ReadAllRowsAsync(DatabaseId, cancellationToken))
        {
            if (row is { IsHere: true } && IsTicked(row, property))
            {
                requested.Add(row.Title);
            }
        }

        return requested.ToImmutable();
    }

    /// <summary>Claims what a run says of a source.</summary>
    /// <returns>Whether its row has to be planned.</returns>
    public async Task<bool> TellAsync(
        SourceTally tally, SourceReport report, TimeSpan duration, DateTimeOffset now, DateTimeOffset? next, CancellationToken cancellationToken)
    {
        if (Database is not { } database || await RowAsync(tally.Name, cancellationToken) is not { } row)
        {
            return false;
        }

        var claimant = Claimant(tally);
        var before = await state.ReadClaimsAsync(DatabaseId, [claimant], cancellationToken) is [var known, ..] ? known : null;
        // An approval that came while the source was read was not used, and counts for the next read.
        ImmutableArray<string> answered = tally.IsApproved ? [SyncNow, ApproveRemovals] : [SyncNow];
        ImmutableArray<string> ticked = [.. answered.Where(property => IsTicked(row, property))];
        var values = Values(database, report, tally, duration, now, next, ticked);
        var isNews = before is null
            || Figures.Any(name => values.GetValueOrDefault(name) != before.Values.GetValueOrDefault(name))
            || now - LastSync(before) >= Silence
            || ticked.Length > 0;
        if (!isNews)
        {
            return false;
        }

        var claim = ClaimBuilder.Claim(
            database, claimant, row.Key, "integration", "notionsync", values, ImmutableDictionary<string, ImmutableArray<string>>.Empty);
        await state.SaveAsync(new StateBatch { Claims = [claim], Dirty = [row.Ref] }, cancellationToken);
        return true;
    }

    private static bool IsTicked(LedgerRow row, string property) => row.Values.GetValueOrDefault(property) is PropertyValue.Checkbox { Ticked: true };

    /// <summary>Stops claiming that ticks are unticked, once they are: the next one is people's again.</summary>
    public async Task ReleaseAsync(SourceTally tally, CancellationToken cancellationToken)
    {
        var claimant = Claimant(tally);
        if (await state.ReadClaimsAsync(DatabaseId, [claimant], cancellationToken) is [var claim, ..] && (claim.Values.ContainsKey(SyncNow) || claim.Values.ContainsKey(ApproveRemovals)))
        {
            await state.SaveAsync(new StateBatch { Claims = [claim with { Values = claim.Values.Remove(SyncNow).Remove(ApproveRemovals) }] }, cancellationToken);
        }
    }

    private static RowKey Claimant(SourceTally tally) => RowKey.Of("us", "integration", tally.Name.ToLowerInvariant());

    private DatabaseMapping? Database => catalog.Databases.FirstOrDefault(database => database.Id == DatabaseId);

    private async Task<LedgerRow?> RowAsync(string source, CancellationToken cancellationToken) =>
        await state.FindRowsByTitleAsync(DatabaseId, [source], cancellationToken) is [var row, ..] ? row : null;

    private ImmutableDictionary<string, PropertyValue> Values(
        DatabaseMapping database, SourceReport report, SourceTally tally, TimeSpan duration, DateTimeOffset now, DateTimeOffset? next, ImmutableArray<string> unticks)
    {
        var isFailing = report.Failed.Any(failed => failed.Database.Length == 0);
        var isDegraded = report.Failed.Length > 0 || report.Blocked > 0 || tally.Warnings.Length > 0;
        var why = report.Failed is [var first, ..] ? first.Reason : tally.Warnings is [var warning, ..] ? warning.What : "";
        var values = new Dictionary<string, PropertyValue>
        {
            ["Integration status"] = new PropertyValue.Select(isFailing ? "Failing" : isDegraded ? "Degraded" : "Connected"),
            ["Is failing"] = new PropertyValue.Number(isFailing ? 1 : 0),
            ["Last sync"] = PropertyValue.Date.At(now),
            ["Next sync"] = next is { } at ? PropertyValue.Date.At(at) : PropertyValue.Empty.Value,
            ["Last result"] = new PropertyValue.Text(string.Create(
                CultureInfo.InvariantCulture,
                $"{report.Read} read, {report.Created} created, {report.Updated} updated, {report.Failed.Length} failed in {duration.TotalSeconds:0} s")),
            ["Why"] = why.Length == 0 ? PropertyValue.Empty.Value : new PropertyValue.Text(why.Length <= WhyCharacters ? why : why[..(WhyCharacters - 1)] + "…"),
            ["Rows"] = new PropertyValue.Number(report.Read),
            ["Errors"] = new PropertyValue.Number(report.Failed.Length),
        };
        foreach (var property in unticks)
        {
            values[property] = new PropertyValue.Checkbox(false);
        }

        return values
            .Where(entry => database.Find(entry.Key) is not null)
            .ToImmutableDictionary(entry => entry.Key, entry => rules.Normalize(database.Find(entry.Key)!.Schema, entry.Value));
    }

    private static DateTimeOffset LastSync(Claim claim) =>
        claim.Values.GetValueOrDefault("Last sync") is PropertyValue.Date date ? date.Start : DateTimeOffset.MinValue;
}
