using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Sources.CloudWatch.Data;

namespace NotionSync.Sources.CloudWatch.Kinds;

/// <summary>Joins what CloudWatch said of one region into one record per thing.</summary>
internal sealed class MetricsJoin(string region, MetricsSettings settings)
{
    private readonly SortedDictionary<string, MetricsRecord> records = new(StringComparer.Ordinal);
    private readonly MetricsFaults faults = new(region);

    /// <summary>What was amiss, in a fixed order.</summary>
    public IEnumerable<SourceItem> Faults() => faults.Items();

    /// <summary>Records with at least one figure, ordered by key.</summary>
    public IEnumerable<JsonObject> Records() => records.Values
        .Where(record => record.HasFigure)
        .Select(record => record.Data(region, settings.Members, faults.IsRefused));

    /// <summary>Adds the latest figures, and texts.</summary>
    public void AddLatest(IEnumerable<Asked> asked, MetricAnswers answers)
    {
        faults.Notes(answers);
        foreach (var one in asked)
        {
            Add(one, answers, null, (record, member, series, join) => record.PutLatest(member, SeriesJoin.Full(series, join)));
        }
    }

    /// <summary>Adds figures over time under the range's name.</summary>
    public void AddRange(RangeSetting range, IEnumerable<Asked> asked, MetricAnswers answers)
    {
        faults.Notes(answers);
        foreach (var one in asked)
        {
            Add(one, answers, range.Name, (record, member, series, join) => record.PutRange(member, SeriesJoin.Over(series, join)));
        }
    }

    /// <summary>Tells each thing the alarms that watch it.</summary>
    public void AddAlarms(AlarmsOfThings alarms)
    {
        foreach (var record in records.Values)
        {
            record.PutAlarms(alarms.Of(record.Dimensions));
        }
    }

    /// <summary>The alarms cannot be read.</summary>
    public void RefuseAlarms(string reason) => faults.Refused(MetricsRecord.AlarmsMember, reason);

    // A range's figures stand under its own name, whatever they are of.
    private void Add(Asked asked, MetricAnswers answers, string? name, Action<MetricsRecord, string, IReadOnlyList<MetricSeries>, string?> put)
    {
        switch (asked)
        {
            case Asked.Thing thing:
                var record = RecordOf(thing.Dimensions);
                foreach (var (own, id) in thing.Ids)
                {
                    var member = name ?? own;
                    if (answers.Refusals.GetValueOrDefault(id) is { } refusal)
                    {
                        record.Fault(member, "refused");
                        faults.Refused(member, refusal);
                    }
                    else
                    {
                        Take(record, member, answers.Of(id), null, put);
                    }
                }

                break;
            case Asked.Search search when answers.Refusals.GetValueOrDefault(search.QueryId) is { } refusal:
                faults.Refused(name ?? search.Member, refusal);
                break;
            case Asked.Search search:
                AddFound(search, name ?? search.Member, answers.Of(search.QueryId), put);
                break;
        }
    }

    private void AddFound(Asked.Search search, string member, IReadOnlyList<MetricSeries> found, Action<MetricsRecord, string, IReadOnlyList<MetricSeries>, string?> put)
    {
        var read = found.Select(series => (Series: series, Values: SearchText.Read(series.Label, search.Dimensions))).ToList();
        foreach (var (series, _) in read.Where(one => one.Values is null))
        {
            faults.Refused(member, $"a result is labelled '{series.Label}', which does not name {string.Join(", ", search.Dimensions)}");
        }

        foreach (var same in read.Where(one => one.Values is not null).GroupBy(one => Key(one.Values!)))
        {
            var record = RecordOf(same.First().Values!.Where(value => settings.By.Contains(value.Key)).ToDictionary());
            if (settings.Infos.FirstOrDefault(info => info.Name == search.Member) is { } info)
            {
                record.PutText(info.Name, same.Select(one => one.Values![info.Dimension]).Order(StringComparer.Ordinal).First());
            }
            else
            {
                Take(record, member, [.. same.Select(one => one.Series)], search.Join, put);
            }
        }
    }

    private void Take(
        MetricsRecord record, string member, IReadOnlyList<MetricSeries> series, string? join, Action<MetricsRecord, string, IReadOnlyList<MetricSeries>, string?> put)
    {
        if (series.FirstOrDefault(one => one.Fault is not null)?.Fault is { } fault)
        {
            record.Fault(member, fault.Word);
            faults.Add(member, record.Key, fault);
        }
        else if (series.Any(one => one.IsDoubled) || join is null && series.Count > 1)
        {
            record.Fault(member, "several series");
            faults.Refused(member, $"it gives several metrics for one record '{record.Key}'. Say 'join: max' (or min, sum, avg), or name more dimensions in 'by'");
        }
        else
        {
            put(record, member, series, join);
        }
    }

    private MetricsRecord RecordOf(IReadOnlyDictionary<string, string> dimensions)
    {
        var key = Key(dimensions);
        if (!records.TryGetValue(key, out var record))
        {
            records.Add(key, record = new MetricsRecord($"{region}/{key}", dimensions));
        }

        return record;
    }

    private string Key(IReadOnlyDictionary<string, string> dimensions) =>
        settings.By.IsEmpty ? "all" : string.Join('/', settings.By.Select(name => dimensions.GetValueOrDefault(name, "")));
}
