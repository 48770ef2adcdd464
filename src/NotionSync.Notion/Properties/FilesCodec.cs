using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using NotionSync.Model;
using NotionSync.Notion.Api.Contracts;

namespace NotionSync.Notion.Properties;

/// <summary>
/// Files by address. Files that people uploaded are shown with a signed address that changes with every read; it is kept without its query,
/// so that the same file stays the same value, and cannot be written back. Pictures of ours are known by their names.
/// </summary>
internal sealed class FilesCodec() : PropertyCodec(PropertyKind.Files, PropertyType.Files)
{
    /// <inheritdoc/>
    public override JsonNode EncodeValue(PropertyValue value) => value is PropertyValue.Files files
        ? new JsonArray([.. files.Links.Select(Encode)])
        : new JsonArray();

    /// <inheritdoc/>
    public override PropertyValue DecodeValue(JsonElement payload) =>
        payload.ValueKind is JsonValueKind.Array ? OfLinks(payload.EnumerateArray().Select(Decode)) : PropertyValue.Empty.Value;

    /// <inheritdoc/>
    public override PropertyValue Normalize(PropertySchema schema, PropertyValue value) =>
        value is PropertyValue.Files files ? OfLinks(files.Links.Select(link => Clean(link.Name, link.Address))) : value;

    /// <inheritdoc/>
    public override string? Refusal(PropertySchema schema, PropertyValue value) => value switch
    {
        PropertyValue.Empty => null,
        PropertyValue.Files { Links.Length: > NotionLimits.ArrayElements } files => $"The value has {files.Links.Length} files; Notion takes {NotionLimits.ArrayElements}.",
        PropertyValue.Files files => files.Links.Select(LinkRefusal).FirstOrDefault(refusal => refusal is not null),
        _ => WrongSort(schema, value),
    };

    private static string? LinkRefusal(PropertyValue.FileLink link) =>
        Picture.TryRead(link, out _) ? null
        : UploadAddress.TryRead(link.Address, out _) ? $"'{link.Address}' is no address on the web."
        : UrlCodec.AddressRefusal(link.Address);

    private static JsonObject Encode(PropertyValue.FileLink link) => UploadAddress.TryRead(link.Address, out var uploadId)
        ? new() { ["type"] = "file_upload", ["file_upload"] = new JsonObject { ["id"] = uploadId }, ["name"] = link.Name }
        : new() { ["name"] = link.Name, ["external"] = new JsonObject { ["url"] = link.Address } };

    private static PropertyValue.FileLink Decode(JsonElement file)
    {
        var name = file.TryGetProperty("name", out var text) ? text.GetString() ?? "" : "";
        return file.TryGetProperty("external", out var external) ? Clean(name, Address(external))
            : file.TryGetProperty("file", out var hosted) && !Picture.IsName(name) ? Clean(name, Address(hosted).Split('?')[0])
            : new PropertyValue.FileLink(name, "");
    }

    private static string Address(JsonElement place) => place.TryGetProperty("url", out var url) ? url.GetString() ?? "" : "";

    // Notion wants a name; a file without one is shown by its address.
    private static PropertyValue.FileLink Clean(string name, string address)
    {
        var clean = RichTextSegments.Clean(address.Trim());
        return new(RichTextSegments.Clean(name) is { Length: > 0 } given ? given : clean, clean);
    }

    private static PropertyValue OfLinks(IEnumerable<PropertyValue.FileLink> links)
    {
        var all = links.ToImmutableArray();
        return all.IsEmpty ? PropertyValue.Empty.Value : new PropertyValue.Files(all);
    }
}
