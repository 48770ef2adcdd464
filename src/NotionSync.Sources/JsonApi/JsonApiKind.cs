using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Mapping;
using NotionSync.Model;
using NotionSync.Sources.Kinds;

namespace NotionSync.Sources.JsonApi;

/// <summary>The items of any list that an API gives as JSON.</summary>
internal sealed class JsonApiKind(JsonApiClient api) : IKind
{
    /// <summary>The member that tells a record from others.</summary>
    public const string KeyMember = "key";

    /// <inheritdoc/>
    public SourceKind Kind { get; } = new(JsonApiServices.Kind, "An item of the list that the block asks for, as the API gives it.")
    {
        Key = KeyMember,
        Scope = "what the block asks for",
        Incremental = "the parameter that the block's 'cursor' names",
        Permissions = ["what the block's 'path' needs"],
    };

    /// <inheritdoc/>
    public IEnumerable<SettingFault> Check(JsonObject? settings) => JsonApiReader.Read(settings).Faults;

    /// <inheritdoc/>
    public async IAsyncEnumerable<SourceItem> ReadAsync(SourceQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var settings = JsonApiReader.Read(query.Settings).Settings;
        var since = settings.Since is null ? null : Instant(query.Cursor);
        var place = 0;
        var isWhole = true;
        await foreach (var page in api.PagesAsync(settings, query.At, since, cancellationToken))
        {
            foreach (var item in page.Items)
            {
                place++;
                if (Record(settings, item) is { } record)
                {
                    yield return new SourceItem.Found(new SourceRecord(settings.Scope, record));
                }
                else
                {
                    isWhole = false;
                    yield return new SourceItem.Failed($"item {place} of '{settings.Scope}'", $"It has no '{settings.Key?.Text ?? "id"}' to be known by. Check 'key' in the block's 'read'.");
                }
            }
        }

        if (!isWhole)
        {
            yield break;
        }

        if (since is null)
        {
            yield return new SourceItem.ScopeRead(settings.Scope);
        }

        if (settings.Since is not null)
        {
            yield return new SourceItem.Next(JsonApiSince.Write(query.At));
        }
    }

    /// <summary>An item with its key; null when it has none.</summary>
    public static JsonObject? Record(JsonApiSettings settings, JsonNode? item)
    {
        // A list of plain names or numbers has items too.
        var record = item is JsonObject members ? members.DeepClone().AsObject() : new JsonObject { ["value"] = item?.DeepClone() };
        var key = Key(settings, record);
        if (key is not { Length: > 0 })
        {
            return null;
        }

        record[KeyMember] = key;
        return record;
    }

    private static string? Key(JsonApiSettings settings, JsonObject record)
    {
        try
        {
            return (settings.Key is null ? record[KeyMember] ?? record["id"] ?? record["value"] : settings.Key.Evaluate(ExpressionInput.From(record))) is JsonValue key ? key.ToString() : null;
        }
        catch (ExpressionException)
        {
            // Told as an item without a key.
            return null;
        }
    }

    private static DateTimeOffset? Instant(string? cursor) =>
        DateTimeOffset.TryParse(cursor, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? instant : null;
}
