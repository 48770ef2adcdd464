using System.Text.Json;
using System.Text.Json.Nodes;
using NotionSync.Mapping.Checking;
using NotionSync.Mapping.Reading;
using NotionSync.Model;

namespace NotionSync.Mapping.Rules;

/// <summary>A seed row's values belong to properties that are written, and are of their kind and among their options.</summary>
internal sealed class SeedRowValues : IMappingRule
{
    /// <inheritdoc/>
    public IEnumerable<Diagnostic> Check(MappingSet set) =>
        from database in set.Databases
        from row in SeedRowDraft.Of(database)
        from diagnostic in row.Members.SelectMany(member => Check(row, member.Key, member.Value)).Concat(OfTheRow(row))
        select diagnostic;

    private static IEnumerable<Diagnostic> Check(SeedRowDraft row, string name, JsonNode? node)
    {
        var path = PositionMap.Join(row.Path, name);
        switch (row.Database.Find(name))
        {
            case null:
                yield return row.Database.NoProperty(path, name, atKey: true);
                break;
            case { IsCommon: true }:
                yield return row.Database.ErrorAtKey(path, $"'{name}' is written by the program.", "Remove it; the key 'key' sets the row's key.");
                break;
            case { IsComputed: true } computed:
                yield return row.Database.ErrorAtKey(path, $"'{name}' is a {PropertyTypes.Word(computed.Kind)}, which Notion computes.", "Remove it.");
                break;
            case { Kind: { } kind and not PropertyKind.Relation } property when SeedValues.Read(property, node).Fault is { } fault:
                yield return row.Database.Error(path, fault, $"'{name}' is a {PropertyTypes.Word(kind)}.");
                break;
        }
    }

    private static IEnumerable<Diagnostic> OfTheRow(SeedRowDraft row) =>
        from member in row.Content
        where SeedRowDraft.IsAboutTheRow(member.Key) && member.Value?.GetValueKind() is not JsonValueKind.String
        select row.Database.Error(
            PositionMap.Join(row.Path, member.Key),
            $"{Shown(member.Value)} is no value for the key '{member.Key}'.",
            "Write text; put a number in quotes.");

    private static string Shown(JsonNode? node) => node switch
    {
        null => "Nothing",
        JsonArray => "A list",
        JsonObject => "A map",
        _ => $"'{node}'",
    };
}
