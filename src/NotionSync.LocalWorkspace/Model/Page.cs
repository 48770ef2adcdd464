using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace NotionSync.LocalWorkspace;

internal sealed class Page : Container
{
    private KeptValues? _kept;

    /// <summary>Position in the order of creation, over the whole workspace.</summary>
    public long Sequence { get; set; }

    /// <summary>Its place among the rows of its data source.</summary>
    [JsonIgnore]
    public int Row { get; set; }

    public bool IsArchived { get; set; }

    public bool IsLocked
    {
        get;
        set
        {
            if (field != value)
            {
                field = value;
                Note(value ? Acts.Locked : Acts.Unlocked);
            }
        }
    }

    public JsonNode? Icon { get; set; }

    public JsonNode? Cover { get; set; }

    /// <summary>Number of this row for unique_id properties.</summary>
    public int? UniqueNumber { get; set; }

    /// <summary>
    /// What was written, by property id, in stored form: rich text as read back, options and people by id. Empty values have no entry;
    /// relations are kept in <see cref="Links"/>.
    /// </summary>
    [JsonIgnore]
    public Dictionary<string, JsonNode?> Values
    {
        get
        {
            field ??= _kept?.Of(Id) ?? [];
            return field;
        }
    }

    /// <summary>Reads its values now, because where they lie may go.</summary>
    public void LoadValues() => _ = Values.Count;

    /// <summary>Says where its values lie until somebody looks at them.</summary>
    public void KeptBy(KeptValues kept) => _kept = kept;

    /// <summary>Sets a value; none or an empty list takes its entry away.</summary>
    public void Set(string propertyId, JsonNode? value)
    {
        Touch(propertyId);
        if (value is null or JsonArray { Count: 0 })
        {
            Values.Remove(propertyId);
        }
        else
        {
            Values[propertyId] = value;
        }
    }
}
