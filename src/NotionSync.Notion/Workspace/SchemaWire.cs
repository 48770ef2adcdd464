using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Notion.Api.Contracts;
using NotionSync.Notion.Properties;

namespace NotionSync.Notion.Workspace;

/// <summary>Turns schemas into requests and answers into snapshots.</summary>
internal sealed class SchemaWire(PropertyCodecs codecs)
{
    /// <summary>The request that creates a database.</summary>
    public CreateDatabaseRequest Encode(NewDatabase database)
    {
        var scope = new SchemaScope(database.Resolve, Database: null, database.Properties);
        return new()
        {
            Parent = ParentRequest.Page(database.ParentPageId),
            Title = RichTextSegments.Split(database.Title),
            Description = RichTextSegments.Split(database.Description),
            Icon = IconRequest.Of(database.Icon),
            InitialDataSource = new(database.Properties.ToDictionary(property => property.Name, property => codecs.EncodeSchema(property, scope))),
        };
    }

    /// <summary>The request that changes a schema.</summary>
    public UpdateDataSourceRequest Encode(SchemaUpdate update)
    {
        var scope = new SchemaScope(update.Resolve, update.Database, update.Add);
        var properties = new Dictionary<string, JsonObject?>();
        foreach (var property in update.Add)
        {
            properties[property.Name] = codecs.EncodeSchema(property, scope);
        }

        foreach (var (id, property) in update.Change)
        {
            properties[id] = codecs.EncodeSchema(property, scope);
        }

        foreach (var (id, name) in update.Rename)
        {
            if (properties.TryGetValue(id, out var changed) && changed is not null)
            {
                changed["name"] = name;
            }
            else
            {
                properties[id] = new JsonObject { ["name"] = name };
            }
        }

        return new() { Properties = properties };
    }

    /// <summary>A schema as it is.</summary>
    public DatabaseSnapshot Decode(DataSource source) => new(
        NotionId.Canonical(source.Parent?.DatabaseId ?? ""),
        NotionId.Canonical(source.Id),
        RichText.Join(source.Title),
        source.InTrash,
        [.. source.Properties.Select(property => codecs.DecodeSchema(property.Key, property.Value))]);
}
