using System.Collections.Immutable;
using System.Text.Json.Nodes;
using NotionSync.Mapping;
using NotionSync.Sources.JsonApi.Paging;

namespace NotionSync.Sources.JsonApi;

/// <summary>What a block asks of a JSON API: its <c>read</c> section.</summary>
internal sealed record JsonApiSettings
{
    /// <summary>Stands in a parameter for the beginning of the day of the read, UTC.</summary>
    public const string Today = "$today";

    /// <summary>Where the API is, when the configuration does not say; null: the configuration has to.</summary>
    public Uri? BaseUrl { get; init; }

    /// <summary>Below the address, without a leading slash; may hold a query.</summary>
    public required string Path { get; init; }

    /// <summary>Parameters of the query, in their order; a name may repeat.</summary>
    public required ImmutableArray<KeyValuePair<string, string>> Query { get; init; }

    /// <summary>The body that is posted; null for GET.</summary>
    public JsonObject? Body { get; init; }

    /// <summary>Headers that are no secret.</summary>
    public required ImmutableArray<KeyValuePair<string, string>> Headers { get; init; }

    /// <summary>How it signs in.</summary>
    public required JsonApiAuth Auth { get; init; }

    /// <summary>How the list is handed out.</summary>
    public required IPaging Paging { get; init; }

    /// <summary>Pages after which a list is taken for one without end.</summary>
    public required int MostPages { get; init; }

    /// <summary>Whether what tells pages apart goes into the body.</summary>
    public required bool PagesByBody { get; init; }

    /// <summary>Where the items stand in an answer; null: it is the list.</summary>
    public IExpression? Items { get; init; }

    /// <summary>What tells an item from all others; null: its <c>key</c>, else its <c>id</c>.</summary>
    public IExpression? Key { get; init; }

    /// <summary>What is read to its end.</summary>
    public required string Scope { get; init; }

    /// <summary>How only what changed is asked for; null: the list is read whole each time.</summary>
    public JsonApiSince? Since { get; init; }
}

/// <summary>How a list is asked for what changed since an instant.</summary>
/// <param name="Parameter">The parameter that takes the instant.</param>
/// <param name="Format">How it is written: <c>iso</c>, <c>seconds</c> or <c>milliseconds</c> since 1970.</param>
/// <param name="Overlap">How long before the last read it begins.</param>
internal sealed record JsonApiSince(string Parameter, string Format, TimeSpan Overlap)
{
    /// <summary>The forms that an instant may have.</summary>
    public static IReadOnlyList<string> Formats => ["iso", "seconds", "milliseconds"];

    /// <summary>The parameter's value for an instant.</summary>
    public JsonNode At(DateTimeOffset instant) => Format switch
    {
        "seconds" => instant.ToUnixTimeSeconds(),
        "milliseconds" => instant.ToUnixTimeMilliseconds(),
        _ => Write(instant),
    };

    /// <summary>An instant as a cursor.</summary>
    public static string Write(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
