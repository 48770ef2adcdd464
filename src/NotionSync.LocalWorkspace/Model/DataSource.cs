using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

internal sealed class DataSource : Dated
{
    public string DatabaseId
    {
        get;
        set
        {
            if (field != value)
            {
                field = value;
                Note(Acts.Moved);
            }
        }
    } = "";

    /// <summary>Null while it shares the title of its database.</summary>
    public JsonArray? OwnTitle { get; set; }

    public JsonNode? Icon { get; set; }

    public List<Property> Properties { get; set; } = [];

    /// <summary>The last number given to a row for unique_id properties.</summary>
    public int LastUniqueNumber { get; set; }

    public Property TitleProperty => Properties.First(property => property.Type == "title");

    /// <summary>Names win over ids; an id may come encoded or plain.</summary>
    public Property? Find(string nameOrId) =>
        Properties.Find(property => property.Name == nameOrId)
        ?? Properties.Find(property => property.Id == nameOrId)
        ?? Properties.Find(property => property.Id == Uri.UnescapeDataString(nameOrId));

    public Property? ById(string id) => Properties.Find(property => property.Id == id);

    /// <inheritdoc/>
    public override Func<Entity> Remember()
    {
        var copy = (DataSource)MemberwiseClone();
        copy.Properties = [.. Properties.Select(property => property.Copy())];
        return () => copy;
    }

    /// <summary>As answers list them: by id, title last.</summary>
    public IEnumerable<Property> InOrder() => Properties.OrderBy(property => property.Type == "title").ThenBy(property => property.Id, StringComparer.Ordinal);
}
