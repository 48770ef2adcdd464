using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NotionSync.Abstractions;
using NotionSync.Model;
using NotionSync.Sources.Kinds;

namespace NotionSync.Sources.CloudWatch.Kinds;

/// <summary>Finds all faults in the settings of the kind <c>metrics</c>, without any call.</summary>
internal static partial class MetricsSettingsCheck
{
    private static readonly string[] Sections = ["metrics", "searches", "expressions", "infos", "ranges"];
    private static readonly string[] Taken = ["key", "region", "dimensions", "url", "at", "missing", "alarms"];

    /// <summary>What is wrong, in the order in which it is written.</summary>
    public static IEnumerable<SettingFault> Check(JsonObject? settings)
    {
        settings ??= [];
        return
        [
            .. SettingsCheck.Unknown(settings, "", [RegionReading.Setting, "by", "things", "period", "periods", "alarms", SettleTime.Setting, .. Sections]),
            .. RegionReading.Check(settings),
            .. Alarms(settings),
            .. Things(settings),
            .. SettleTime.Check(settings),
            .. MetricPeriods.Check(settings),
            .. Section(settings, "metrics", Metric),
            .. Section(settings, "searches", (path, value) => Search(path, value, By(settings), null)),
            .. Section(settings, "expressions", (path, value) => Expression(path, value, settings)),
            .. Section(settings, "infos", (path, value) => Search(path, value, By(settings), "dimension")),
            .. Section(settings, "ranges", (path, value) => MetricPeriods.Range(path, value, SettleTime.From(settings), [.. Names(settings, "metrics"), .. Names(settings, "searches"), .. Names(settings, "expressions")])),
            .. Doubles(settings),
        ];
    }

    private static IEnumerable<SettingFault> Alarms(JsonObject settings)
    {
        if (settings.TryGetPropertyValue("alarms", out var alarms) && alarms?.GetValueKind() is not (System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False))
        {
            yield return new("/alarms", "'alarms' is neither true nor false.", "Write true to add to each record the alarms that watch its dimensions.");
        }
    }

    private static IEnumerable<SettingFault> Things(JsonObject settings)
    {
        if (settings["by"] is not JsonArray by || by.Any(name => string.IsNullOrWhiteSpace(SettingsCheck.Text(name))) || by.Select(SettingsCheck.Text).Distinct().Count() < by.Count)
        {
            yield return new("/by", "'by' is no list of dimensions, each named once.", "Name the dimensions that tell the things apart, e.g. by: [InstanceId]; by: [] makes a single record.");
            yield break;
        }

        var needsThings = by.Count > 0 && (Names(settings, "metrics").Any() || Names(settings, "expressions").Any());
        if (!settings.TryGetPropertyValue("things", out var written))
        {
            if (needsThings)
            {
                yield return new("/things", "'things' is missing: metrics and expressions are asked for each thing.", "List them by their dimensions, e.g. things: [{ ClusterName: prod, ServiceName: api }], or use 'searches', which find them.");
            }

            yield break;
        }

        if (written is not JsonArray things || by.Count == 0)
        {
            yield return new("/things", by.Count == 0 ? "'things' has no meaning with by: []." : "'things' is no list.", "List things by their dimensions, or leave it out.");
            yield break;
        }

        foreach (var (at, thing) in things.Index())
        {
            if (thing is not JsonObject dimensions
                || !dimensions.Select(one => one.Key).ToHashSet().SetEquals(by.Select(name => SettingsCheck.Text(name)!))
                || dimensions.Any(one => string.IsNullOrEmpty(SettingsCheck.Text(one.Value))))
            {
                yield return new($"/things/{at}", "It does not give a text for each dimension of 'by', and for no other.", $"Write {{ {string.Join(", ", by.Select(name => $"{name}: …"))} }}.");
            }
        }
    }

    private static IEnumerable<SettingFault> Section(JsonObject settings, string name, Func<string, JsonNode?, IEnumerable<SettingFault>> check)
    {
        if (!settings.TryGetPropertyValue(name, out var section))
        {
            return [];
        }

        return section is JsonObject entries
            ? entries.SelectMany(entry => (SettingFault[])[.. Name($"/{name}/{entry.Key}", entry.Key), .. check($"/{name}/{entry.Key}", entry.Value)])
            : [new SettingFault($"/{name}", $"'{name}' is not a section.", "Write a name and what it stands for on each line below it.")];
    }

    private static IEnumerable<SettingFault> Name(string path, string name)
    {
        if (!MemberName().IsMatch(name) || Taken.Contains(name))
        {
            yield return new(path, Taken.Contains(name) ? $"'{name}' is taken: every record has it." : $"'{name}' is no name that CloudWatch takes.", "Begin with a lower-case letter and go on with letters, digits and '_', at most 64.");
        }
    }

    private static IEnumerable<SettingFault> Metric(string path, JsonNode? value)
    {
        if (value is not JsonObject metric)
        {
            return [new SettingFault(path, "This is not a section with namespace, metric and stat.", "Write { namespace: AWS/ECS, metric: CPUUtilization, stat: Average }.")];
        }

        return
        [
            .. SettingsCheck.Unknown(metric, path, "namespace", "metric", "stat", "dimensions"),
            .. Text(metric, path, "namespace", "AWS/ECS"),
            .. Text(metric, path, "metric", "CPUUtilization"),
            .. Stat(metric, path),
            .. metric["dimensions"] is null or JsonObject && (metric["dimensions"] as JsonObject ?? []).All(one => SettingsCheck.Text(one.Value) is { Length: > 0 })
                ? Array.Empty<SettingFault>()
                : [new SettingFault($"{path}/dimensions", "These are no dimensions.", "Write a name and a text for each.")],
        ];
    }

    private static IEnumerable<SettingFault> Search(string path, JsonNode? value, IReadOnlyList<string> by, string? dimension)
    {
        if (value is not JsonObject search)
        {
            return [new SettingFault(path, "This is not a section with a search.", "Write { search: '{AWS/EC2,InstanceId} MetricName=\"CPUUtilization\"', stat: Average }.")];
        }

        var (parsed, fault) = SearchText.Parse(SettingsCheck.Text(search["search"]) ?? "");
        var lacking = parsed is null ? [] : by.Concat(dimension is null ? [] : [SettingsCheck.Text(search[dimension]) ?? ""]).Except(parsed.Dimensions).ToList();
        return
        [
            .. SettingsCheck.Unknown(search, path, dimension is null ? ["search", "stat", "join"] : ["search", dimension]),
            .. fault is null ? Array.Empty<SettingFault>() : [new SettingFault($"{path}/search", $"This is no search that can be read: {fault}.", "Try it in the console's metric explorer first.")],
            .. lacking.Count == 0 ? Array.Empty<SettingFault>() : [new SettingFault($"{path}/search", $"What it finds has no dimension {string.Join(", ", lacking.Select(name => $"'{name}'"))}.", "Name it in the braces, after the namespace.")],
            .. dimension is null ? Stat(search, path) : Text(search, path, dimension, "host"),
            .. search["join"] is null || SettingsCheck.Text(search["join"]) is { } way && SeriesJoin.Ways.Contains(way) ? Array.Empty<SettingFault>()
                : [new SettingFault($"{path}/join", $"'{search["join"]}' is no way to join.", NearestName.Suggest($"{search["join"]}", [.. SeriesJoin.Ways]))],
        ];
    }

    private static IEnumerable<SettingFault> Expression(string path, JsonNode? value, JsonObject settings)
    {
        if (SettingsCheck.Text(value) is not { Length: > 0 and <= 2048 } text)
        {
            yield return new(path, "This is no expression of at most 2048 characters.", "Write metric math over the names below 'metrics', e.g. '100 * FILL(errors, 0) / requests'.");
            yield break;
        }

        if (MathText.IsInsights(text) || text.Contains("SEARCH(", StringComparison.Ordinal))
        {
            yield return new(path, "This is a query or search, not metric math.", "Put a search below 'searches'; queries of Metrics Insights are not read.");
            yield break;
        }

        string[] known = [.. Names(settings, "metrics"), .. Names(settings, "expressions")];
        foreach (var unknown in MathText.Ids(text).Except(known))
        {
            yield return new(path, $"'{unknown}' is neither a metric nor an expression of this block.", NearestName.Suggest(unknown, known));
        }
    }

    private static IEnumerable<SettingFault> Text(JsonObject section, string path, string member, string example)
    {
        if (string.IsNullOrWhiteSpace(SettingsCheck.Text(section[member])))
        {
            yield return new($"{path}/{member}", $"'{member}' is missing.", $"Write e.g. {member}: {example}.");
        }
    }

    private static IEnumerable<SettingFault> Stat(JsonObject section, string path)
    {
        if (SettingsCheck.Text(section["stat"]) is not { } stat || !Statistic().IsMatch(stat))
        {
            yield return new($"{path}/stat", section["stat"] is null ? "'stat' is missing." : $"'{section["stat"]}' is no statistic.", "Write Average, Sum, Minimum, Maximum, SampleCount, or a percentile such as p95.");
        }
    }

    private static IEnumerable<SettingFault> Doubles(JsonObject settings)
    {
        if (Sections.Where(name => name != "ranges").All(name => !Names(settings, name).Any() && settings[name] is null or JsonObject))
        {
            yield return new("/metrics", "Nothing is asked for.", "Name at least one metric, search or expression.");
        }

        foreach (var twice in Sections.SelectMany(section => Names(settings, section).Select(name => (section, name))).GroupBy(entry => entry.name).Where(group => group.Count() > 1))
        {
            yield return new($"/{twice.Last().section}/{twice.Key}", $"The name '{twice.Key}' stands in {string.Join(" and in ", twice.Select(entry => $"'{entry.section}'"))}.", "Each member of a record needs its own.");
        }
    }

    private static List<string> By(JsonObject settings) => [.. (settings["by"] as JsonArray ?? []).Select(SettingsCheck.Text).OfType<string>()];

    private static IEnumerable<string> Names(JsonObject settings, string section) => (settings[section] as JsonObject ?? []).Select(entry => entry.Key);

    [GeneratedRegex(@"^[a-z][A-Za-z0-9_]{0,63}$")]
    private static partial Regex MemberName();

    [GeneratedRegex(@"^(SampleCount|Average|Sum|Minimum|Maximum|IQM|(p|tm|wm|tc|ts)\d{1,3}(\.\d+)?|(TM|WM|PR|TC|TS)\([\d.%:]+\))$")]
    private static partial Regex Statistic();
}
