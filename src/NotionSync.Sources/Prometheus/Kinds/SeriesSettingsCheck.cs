using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NotionSync.Abstractions;
using NotionSync.Model;
using NotionSync.Sources.Kinds;

namespace NotionSync.Sources.Prometheus.Kinds;

/// <summary>Finds all faults in the settings of the kind <c>series</c>, without any call.</summary>
internal static partial class SeriesSettingsCheck
{
    private static readonly string[] Members = ["by", "window", "offsetSeconds", "queries", "ranges", "infos"];
    private static readonly string[] Sections = ["queries", "ranges", "infos"];
    private static readonly string[] Taken = ["key", "labels", "at"];

    /// <summary>What is wrong, in the order in which it is written.</summary>
    public static IEnumerable<SettingFault> Check(JsonObject? settings)
    {
        settings ??= [];
        return
        [
            .. SettingsCheck.Unknown(settings, "", Members),
            .. By(settings["by"]),
            .. Window(settings),
            .. Offset(settings),
            .. Section(settings, "queries", (path, value) => Promql(path, value)),
            .. Section(settings, "ranges", Range),
            .. Section(settings, "infos", Info),
            .. Names(settings),
        ];
    }

    private static IEnumerable<SettingFault> By(JsonNode? by)
    {
        if (by is not JsonArray labels)
        {
            yield return new("/by", by is null ? "'by' is missing." : "'by' is not a list.", "Name the labels that tell the things apart, e.g. by: [service]; by: [] makes a single record.");
            yield break;
        }

        var seen = new HashSet<string>();
        foreach (var (at, label) in labels.Index())
        {
            if (SettingsCheck.Text(label) is not { } name || !LabelName().IsMatch(name))
            {
                yield return new($"/by/{at}", $"'{label}' is not a label name.", "Label names begin with a letter or '_' and go on with letters, digits and '_'.");
            }
            else if (!seen.Add(name))
            {
                yield return new($"/by/{at}", $"The label '{name}' is named twice.", "Leave one out.");
            }
        }
    }

    private static IEnumerable<SettingFault> Window(JsonObject settings)
    {
        if (settings.TryGetPropertyValue("window", out var window) && (SettingsCheck.Text(window) is not { } text || !Duration().IsMatch(text)))
        {
            yield return new("/window", $"'{window}' is not a duration.", "Write it as in PromQL, e.g. 5m, 90s or 1h30m.");
        }
    }

    private static IEnumerable<SettingFault> Offset(JsonObject settings)
    {
        if (settings.TryGetPropertyValue("offsetSeconds", out var offset) && SettingsCheck.Number(offset) is not (>= 0 and <= 3600))
        {
            yield return new("/offsetSeconds", $"'{offset}' is not a number of seconds from 0 to 3600.", "Leave it out for 30.");
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
            yield return new(
                path,
                Taken.Contains(name) ? $"'{name}' is taken: every record has it." : $"'{name}' cannot be used in expressions without quotes.",
                "Take a name of letters, digits and '_'.");
        }
    }

    private static IEnumerable<SettingFault> Promql(string path, JsonNode? value)
    {
        if (SettingsCheck.Text(value) is not { } text)
        {
            yield return new(path, value is null ? "The query is missing." : "The query is not a text.", "Write PromQL.");
        }
        else if (PromExpression.Fault(text) is { } fault)
        {
            yield return new(path, $"This is not PromQL: {fault}.", "Try the query on Prometheus's own page first.");
        }
    }

    private static IEnumerable<SettingFault> Info(string path, JsonNode? value) => value is JsonObject info
        ? [.. SettingsCheck.Unknown(info, path, "query"), .. Promql($"{path}/query", info["query"])]
        : Promql(path, value);

    private static IEnumerable<SettingFault> Range(string path, JsonNode? value)
    {
        if (value is not JsonObject range)
        {
            return [new SettingFault(path, "This is not a section with query, hours and points.", "Write { query: '…', hours: 24, points: 24 }.")];
        }

        return
        [
            .. SettingsCheck.Unknown(range, path, "query", "hours", "points"),
            .. Promql($"{path}/query", range["query"]),
            .. SettingsCheck.Number(range["hours"]) is > 0 and <= 24 * 366 ? Array.Empty<SettingFault>()
                : [new($"{path}/hours", $"'{range["hours"]}' is not a number of hours.", "Write a number above 0, at most a year.")],
            .. SettingsCheck.Number(range["points"]) is >= 2 and <= PrometheusClient.MostPoints and var points && points == Math.Floor(points) ? Array.Empty<SettingFault>()
                : [new SettingFault($"{path}/points", $"'{range["points"]}' is not a number of points.", string.Create(
                    CultureInfo.InvariantCulture, $"Write a whole number from 2 to {PrometheusClient.MostPoints}, the most that Prometheus gives."))],
        ];
    }

    private static IEnumerable<SettingFault> Names(JsonObject settings)
    {
        var sections = Sections.Select(name => (Name: name, Entries: settings[name] as JsonObject ?? [])).ToList();
        if (sections.All(section => section.Entries.Count == 0 && settings[section.Name] is null or JsonObject))
        {
            yield return new("/queries", "There is no query.", "Name at least one below 'queries'.");
        }

        foreach (var twice in sections.SelectMany(section => section.Entries.Select(entry => (section.Name, entry.Key))).GroupBy(entry => entry.Key).Where(group => group.Count() > 1))
        {
            yield return new($"/{twice.Last().Name}/{twice.Key}", $"The name '{twice.Key}' stands in {string.Join(" and in ", twice.Select(entry => $"'{entry.Name}'"))}.", "Each member of a record needs its own.");
        }
    }

    // From 3.0 on a label name may be any text; names such as service.name come from OpenTelemetry.
    [GeneratedRegex(@"^[\p{L}_][\p{L}\p{Nd}_.\-:/]*$")]
    private static partial Regex LabelName();

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]*$")]
    private static partial Regex MemberName();

    [GeneratedRegex(@"^(?=.)([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$")]
    private static partial Regex Duration();
}
