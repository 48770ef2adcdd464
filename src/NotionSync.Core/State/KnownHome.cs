using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace NotionSync.State;

/// <summary>The home page as it was last applied.</summary>
public sealed record KnownHome
{
    /// <summary>Notion's id of the page.</summary>
    public required string PageId { get; init; }

    /// <summary>By heading: the block after which the section's views stand; empty for a section that people took away or renamed.</summary>
    public ImmutableSortedDictionary<string, string> Sections { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Views by key (see <see cref="Model.HomeView.Key"/>).</summary>
    public ImmutableSortedDictionary<string, KnownHomeView> Views { get; init; } = ImmutableSortedDictionary.Create<string, KnownHomeView>(StringComparer.Ordinal);

    /// <summary>Drawings by key (see <see cref="Model.HomeBlock.Drawing.Key"/>).</summary>
    public ImmutableSortedDictionary<string, KnownDrawing> Drawings { get; init; } = ImmutableSortedDictionary.Create<string, KnownDrawing>(StringComparer.Ordinal);

    /// <summary>The name of the note in which the state keeps the page that this database's file declares.</summary>
    public static string Note(string database) => $"home/{database}";

    /// <summary>The note's text.</summary>
    public string Write() => JsonSerializer.Serialize(this, KnownHomeJson.Default.KnownHome);

    /// <summary>A note's text; null for none.</summary>
    public static KnownHome? Read(string? note) => note is null ? null : JsonSerializer.Deserialize(note, KnownHomeJson.Default.KnownHome);
}

/// <summary>A view on the home page.</summary>
/// <param name="Id">Notion's id.</param>
/// <param name="DatabaseId">The linked database in which it is a tab or a widget.</param>
/// <param name="Applied">Fingerprint of the view that was last sent.</param>
public sealed record KnownHomeView(string Id, string DatabaseId, string Applied);

/// <summary>A drawing on the home page.</summary>
/// <param name="BlockId">Notion's id; empty as long as there is nothing to draw.</param>
/// <param name="Hash">Of what was last drawn.</param>
/// <param name="IsTheirs">People changed it or took it away: it is left alone.</param>
public sealed record KnownDrawing(string BlockId, string Hash, bool IsTheirs = false)
{
    /// <summary>Hash of what was about to be drawn when it was not yet known whether that came about; else empty.</summary>
    public string Intended { get; init; } = "";

    /// <summary>There is nothing to draw yet.</summary>
    public static KnownDrawing None { get; } = new("", "");
}

/// <summary>The page as it is kept in the state.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(KnownHome))]
internal sealed partial class KnownHomeJson : JsonSerializerContext;
