using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace NotionSync.LocalWorkspace;

internal sealed class Page : Container
{
    private KeptValues? _kept;
    private Dictionary<string, JsonNode?>? _values;
    private Dictionary<string, JsonNode?>? _before;
    private (Dictionary<string, JsonNode?> Values, DateTimeOffset Until)? _former;

    /// <summary>Position in the order of creation, over the whole workspace.</summary>
    public long Sequence { get; set; }

    /// <summary>Its place among the rows of its data source; negative for one as it was.</summary>
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
            _values ??= _kept?.Of(Id) ?? [];
            return _values;
        }
    }

    /// <summary>Lets queries go on to see it as it was before the last commit.</summary>
    /// <param name="until">Until when; a time that has come forgets it.</param>
    /// <param name="now">The time of the commit.</param>
    public void Age(DateTimeOffset until, DateTimeOffset now)
    {
        var stillUnknown = _former is { } former && former.Until > now;
        _former = until <= now ? null : stillUnknown || _before is null ? _former : (_before, until);
        _before = null;
    }

    /// <summary>As queries that lag see it.</summary>
    public Page AsOf(DateTimeOffset now)
    {
        if (_former is not { } former || former.Until <= now)
        {
            return this;
        }

        var then = (Page)MemberwiseClone();
        then._values = former.Values;
        then.Row = -1;
        return then;
    }

    /// <inheritdoc/>
    public override Func<Entity> Remember()
    {
        var copy = (Page)MemberwiseClone();
        copy._values = _values is null ? null : new Dictionary<string, JsonNode?>(_values);
        copy.Children = [.. Children];
        return () => copy;
    }

    /// <summary>Reads its values now, because where they lie may go.</summary>
    public void LoadValues() => _ = Values.Count;

    /// <summary>Says where its values lie until somebody looks at them.</summary>
    public void KeptBy(KeptValues kept) => _kept = kept;

    /// <summary>Sets a value; none or an empty list takes its entry away.</summary>
    public void Set(string propertyId, JsonNode? value)
    {
        Touch(propertyId);
        _before ??= new Dictionary<string, JsonNode?>(Values);
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
