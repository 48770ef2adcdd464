using System.Globalization;
using System.Text.Json.Nodes;
using NotionSync.Sources.Kinds;

namespace NotionSync.Sources.PagerDuty;

/// <summary>Looks into PagerDuty's objects, of which any member may be absent.</summary>
internal static class PagerDutyJson
{
    extension(JsonObject item)
    {
        /// <summary>A text; empty when there is none.</summary>
        public string Text(string name) => SettingsCheck.Text(item[name]) ?? "";

        /// <summary>A member that is an object; null when it is none.</summary>
        public JsonObject? Member(string name) => item[name] as JsonObject;

        /// <summary>The id of what a member refers to; empty when there is none.</summary>
        public string Id(string name) => item.Member(name)?.Text("id") ?? "";

        /// <summary>The objects in a list; an absent list is an empty one.</summary>
        public IEnumerable<JsonObject> Objects(string name) => (item[name] as JsonArray)?.OfType<JsonObject>() ?? [];

        /// <summary>An instant; null when there is none.</summary>
        public DateTimeOffset? Instant(string name) =>
            DateTimeOffset.TryParse(item.Text(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? instant : null;
    }
}
