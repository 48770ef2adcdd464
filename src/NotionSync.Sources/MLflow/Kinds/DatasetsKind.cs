using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Model;
using NotionSync.Sources.Http;
using NotionSync.Sources.Kinds;
using NotionSync.Sources.MLflow.Records;

namespace NotionSync.Sources.MLflow.Kinds;

/// <summary>
/// Datasets that runs read, by name and digest. MLflow has no list of them: they are gathered from the runs, so that a fault of one
/// experiment in a whole read leaves open which is the newest, and nothing is told until all are read.
/// </summary>
internal sealed class DatasetsKind(MlflowClient client) : IKind
{
    /// <inheritdoc/>
    public SourceKind Kind { get; } = new("datasets", "A dataset that runs read, by name and digest, with who used it.")
    {
        Key = "key",
        Scope = "experiment of the latest use",
        Incremental = "end_time",
        Permissions = ["READ on the experiments", "READ on the registered models"],
    };

    /// <inheritdoc/>
    public IEnumerable<SettingFault> Check(JsonObject? settings) =>
        MlflowSettings.Check(settings, MlflowSettings.ExperimentsSetting, MlflowSettings.OverlapSetting);

    /// <inheritdoc/>
    public async IAsyncEnumerable<SourceItem> ReadAsync(SourceQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var settings = MlflowSettings.From(query.Settings);
        var before = DatasetCursor.Read(query.Cursor);
        var reading = new RunReading(client, settings, query.At, before?.Runs);
        var versions = await RegisteredRuns.ReadAsync(client, cancellationToken).ToListAsync(cancellationToken);
        var scopes = new List<SourceItem.ScopeRead>();
        var book = new DatasetBook(before?.Uses ?? new Dictionary<string, DatasetUse>(), versions.ToLookup(one => one.Run, one => one.Version));
        await foreach (var item in reading.ReadAsync(cancellationToken))
        {
            switch (item)
            {
                case SourceItem.Found found:
                    book.Add(found.Record.Data);
                    break;
                case SourceItem.ScopeRead scope:
                    scopes.Add(scope);
                    break;
                case SourceItem.Failed:
                    yield return item;
                    break;
            }
        }

        if (!reading.IsWhole || reading.Next is not { } next)
        {
            yield break;
        }

        await foreach (var run in new RunsById(client).ReadAsync(book.RunsToRead(), [.. reading.Experiments.Keys], cancellationToken))
        {
            book.Recall(RunRecord.Of(run, settings.Metrics, client.Links));
        }

        foreach (var (scope, record) in book.Records(reading.Experiments))
        {
            yield return new SourceItem.Found(new SourceRecord(scope, record));
        }

        // What was used last in an experiment that is hidden now is not gone.
        foreach (var scope in scopes.Where(_ => before is null))
        {
            yield return scope;
        }

        yield return new SourceItem.Next(new DatasetCursor(next, book.Uses).Write());
    }
}
