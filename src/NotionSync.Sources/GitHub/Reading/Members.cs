using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using NotionSync.Sources.Kinds;

namespace NotionSync.Sources.GitHub.Reading;

/// <summary>Reads members of GitHub's objects, any of which may be absent or of another shape.</summary>
internal static class Members
{
    extension(JsonObject item)
    {
        /// <summary>The member <c>id</c> as text; null when there is none.</summary>
        public string? Id() => item["id"] is JsonValue value && value.GetValueKind() is JsonValueKind.Number ? value.ToJsonString() : item.Text("id");

        /// <summary>A text; null when it is none.</summary>
        public string? Text(string member) => SettingsCheck.Text(item[member]);

        /// <summary>A whole number; null when it is none.</summary>
        public long? Number(string member) => SettingsCheck.Number(item[member]) is { } number ? (long)number : null;

        /// <summary>Whether a member is true.</summary>
        public bool Flag(string member) => item[member] is JsonValue value && value.GetValueKind() is JsonValueKind.True;

        /// <summary>An instant; null when it is none.</summary>
        public DateTimeOffset? Time(string member) =>
            DateTimeOffset.TryParse(item.Text(member), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

        /// <summary>The objects of a list; none when it is no list.</summary>
        public IEnumerable<JsonObject> Objects(string member) => (item[member] as JsonArray)?.OfType<JsonObject>() ?? [];

        /// <summary>The texts of a list; none when it is no list.</summary>
        public IEnumerable<string> Texts(string member) => (item[member] as JsonArray)?.Select(SettingsCheck.Text).OfType<string>() ?? [];
    }

    /// <summary>A list of texts.</summary>
    public static JsonArray List(IEnumerable<string> texts) => [.. texts.Select(text => JsonValue.Create(text))];
}
