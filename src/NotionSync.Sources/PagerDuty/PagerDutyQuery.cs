using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Sources.Kinds;

namespace NotionSync.Sources.PagerDuty;

/// <summary>How PagerDuty wants to be asked for a part of a list.</summary>
internal static class PagerDutyQuery
{
    /// <summary>The scope of what is not filtered.</summary>
    public const string Account = "account";

    /// <summary>A list as PagerDuty takes it: the name repeated, its brackets encoded. Each part has a leading ampersand.</summary>
    public static string List(string name, IEnumerable<string> values) => string.Concat(values.Select(value => $"&{name}%5B%5D={Uri.EscapeDataString(value)}"));

    /// <summary>An instant. Without its zone it would be taken for the account's.</summary>
    public static string Instant(DateTimeOffset instant) => Uri.EscapeDataString(instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));

    /// <summary>A window of time, in UTC.</summary>
    public static string Window(DateTimeOffset since, DateTimeOffset until) => $"since={Instant(since)}&until={Instant(until)}&time_zone=UTC";

    /// <summary>What a filter leaves of the account, so that what another filter leaves is another scope.</summary>
    public static string Scope(params IEnumerable<(string Name, ImmutableArray<string> Ids)> filter) =>
        string.Join(' ', filter.Where(part => !part.Ids.IsEmpty).Select(part => $"{part.Name}={string.Join(',', part.Ids.Order(StringComparer.Ordinal))}")) is { Length: > 0 } scope
            ? scope
            : Account;

    /// <summary>A list of texts of a block's settings; empty when there is none.</summary>
    public static ImmutableArray<string> Ids(JsonObject? section, string name) =>
        section?[name] is JsonArray list ? [.. list.Select(SettingsCheck.Text).OfType<string>()] : [];

    /// <summary>What is wrong with such a list.</summary>
    public static IEnumerable<SettingFault> CheckIds(JsonObject section, string name)
    {
        if (section.ContainsKey(name) && !(section[name] is JsonArray { Count: > 0 } list && list.All(item => SettingsCheck.Text(item) is { Length: > 0 })))
        {
            yield return new($"/{name}", $"'{name}' is no list of texts.", $"Write e.g. '{name}: [{(name == "urgencies" ? "high" : "PABC123")}]', or leave it out for all.");
        }
    }
}
